package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.bare;
import static io.rollcall.rules.admission.GivenObjects.daemonSet;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of budgets, without defaults unless a test says so. */
class BudgetsTest {

    private static final String PATH = "spec.updateStrategy.rollingUpdate.";
    private static final String NOTHING = PATH + "maxUnavailable: Required value: cannot be 0 when maxSurge is 0";
    private static final String BOTH = "may not be set when maxUnavailable is non-zero";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"maxUnavailable\":0}",
                "{\"maxUnavailable\":\"0%\"}",
                "{\"maxSurge\":0}",
                "{\"maxSurge\":\"0%\"}",
                "{\"maxUnavailable\":0,\"maxSurge\":0}",
                "{\"maxUnavailable\":\"0%\",\"maxSurge\":\"0%\"}",
                "{\"maxUnavailable\":0,\"maxSurge\":\"0%\"}",
                "{\"maxUnavailable\":\"0%\",\"maxSurge\":0}"
            })
    @DisplayName("C269 both nothing, however it is written")
    void nothing(String budgets) {
        assertThat(check(budgets)).containsExactly(NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"maxUnavailable\":\"101%\"}|maxUnavailable|{Type:1, IntVal:0, StrVal:\"101%\"}: must not be greater than 100%",
                "{\"maxSurge\":\"101%\"}|maxSurge|{Type:1, IntVal:0, StrVal:\"101%\"}: must not be greater than 100%",
                "{\"maxUnavailable\":\"1%\",\"maxSurge\":\"1%\"}|maxSurge|{Type:1, IntVal:0, StrVal:\"1%\"}: " + BOTH,
                "{\"maxUnavailable\":1,\"maxSurge\":\"1%\"}|maxSurge|{Type:1, IntVal:0, StrVal:\"1%\"}: " + BOTH,
                "{\"maxUnavailable\":\"1%\",\"maxSurge\":1}|maxSurge|{Type:0, IntVal:1, StrVal:\"\"}: " + BOTH
            })
    @DisplayName("C269 more than all, and both more than nothing")
    void tooMuch(String budgets, String field, String problem) {
        assertThat(check(budgets)).containsExactly(PATH + field + ": Invalid value: intstr.IntOrString" + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"maxUnavailable\":1}",
                "{\"maxUnavailable\":\"1%\"}",
                "{\"maxUnavailable\":\"100%\"}",
                "{\"maxUnavailable\":101}",
                "{\"maxUnavailable\":1,\"maxSurge\":0}",
                "{\"maxUnavailable\":\"1%\",\"maxSurge\":\"0%\"}",
                "{\"maxSurge\":1}",
                "{\"maxSurge\":\"1%\"}",
                "{\"maxSurge\":\"100%\"}",
                "{\"maxSurge\":101}",
                "{\"maxSurge\":1,\"maxUnavailable\":0}",
                "{\"maxSurge\":\"100%\",\"maxUnavailable\":\"0%\"}"
            })
    @DisplayName("C270 one of them more than nothing; numbers have no upper bound")
    void accepted(String budgets) {
        assertThat(check(budgets)).isEmpty();
    }

    @Test
    @DisplayName("C272 maxSurge alone meets the default maxUnavailable of 1")
    void surgeAlone() {
        ObjectNode object = daemonSet("{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"maxSurge\":1}}}}");
        assertThat(texts(DaemonSetAdmission.create(object)))
                .containsExactly(
                        PATH + "maxSurge: Invalid value: intstr.IntOrString{Type:0, IntVal:1, StrVal:\"\"}: " + BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1%", "abc", "", "1 %", "%", "1%%"})
    void whatIsNoPercentage(String text) {
        assertThat(check("{\"maxUnavailable\":\"" + text + "\"}"))
                .containsExactly(
                        PATH + "maxUnavailable: Invalid value: intstr.IntOrString{Type:1, IntVal:0, StrVal:\"" + text
                                + "\"}: a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',"
                                + "  or '93%', regex used for validation is '[0-9]+%')",
                        NOTHING);
    }

    @Test
    void negativeNumbersCountAsMoreThanNothing() {
        assertThat(check("{\"maxUnavailable\":-1}"))
                .containsExactly(PATH + "maxUnavailable: Invalid value: -1: must be greater than or equal to 0");
    }

    @Test
    void withOnDeleteBudgetsAreNotRead() {
        ObjectNode object = daemonSet(
                "{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\",\"rollingUpdate\":{\"maxUnavailable\":\"abc\"}}}}");
        assertThat(DaemonSetAdmission.create(object)).isEmpty();
    }

    private static List<String> check(String budgets) {
        ObjectNode object = bare("{\"spec\":{\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":"
                + budgets + "},\"template\":{\"spec\":" + daemonSet().at("/spec/template/spec") + "}}}");
        return texts(DaemonSetAdmission.create(object));
    }
}
