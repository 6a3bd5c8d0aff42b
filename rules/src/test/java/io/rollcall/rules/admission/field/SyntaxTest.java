package io.rollcall.rules.admission.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spelling of names, however long they are. */
class SyntaxTest {

    private static final String TOO_LONG = "must be no more than 253 characters";

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a", "a-.", "a-b.", "-", "."})
    @DisplayName("100,000 characters are judged like a few")
    void longNames(String piece) {
        String few = piece.repeat(3) + "a";
        String many = piece.repeat(100_000 / piece.length()) + "a";
        assertThat(Syntax.subdomain(many).getFirst()).isEqualTo(TOO_LONG);
        List<String> spelling =
                Syntax.subdomain(many).subList(1, Syntax.subdomain(many).size());
        assertThat(spelling).isEqualTo(Syntax.subdomain(few));
        assertThat(Syntax.qualifiedName(many + "/a")).hasSize(1 + spelling.size());
        assertThat(Syntax.labelValue(many)).hasSize(1 + Syntax.labelValue(few).size());
        assertThat(Syntax.configKey(many)).hasSize(1 + Syntax.configKey(few).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a.b", "a-b.c--d.0", "a.b.c"})
    void subdomains(String name) {
        assertThat(Syntax.subdomain(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-", "a.", ".a", "a..b", "a-.b", "a.-b", "a.b-", "A", "a_b", "a\n"})
    @DisplayName("the expression is printed as an API server prints it")
    void noSubdomains(String name) {
        assertThat(Syntax.subdomain(name))
                .singleElement()
                .asString()
                .endsWith(
                        "regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    }
}
