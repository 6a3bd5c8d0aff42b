package io.rollcall.rules.model;

import static io.rollcall.rules.given.Given.labels;
import static io.rollcall.rules.given.GivenPod.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.rules.given.GivenPod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small values: numbers in text, phases, selectors, the order of survival. */
class ValuesTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({"1, 10, 1", "0, 10, 0", "10%, 3, 1", "25%, 10, 3", "0%, 10, 0", "100%, 7, 7", "34%, 3, 2"})
    void intOrPercent(String text, int base, int expected) {
        assertThat(IntOrPercent.parse(text).resolveUp(base)).isEqualTo(expected);
        assertThat(IntOrPercent.parse(text)).hasToString(text);
    }

    @ParameterizedTest(name = "C269 {0} is refused")
    @ValueSource(strings = {"", "%", "abc", "-1", "-1%", "1.5", "1%%", " 1", "+1", "99999999999", "3000000000"})
    void badIntOrPercent(String text) {
        assertThatThrownBy(() -> IntOrPercent.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest(name = "2.3 {0} is a 64-bit number: {1}")
    @CsvSource({
        "0, true",
        "-0, true",
        "+7, true",
        "0204, true",
        "9223372036854775807, true",
        "9223372036854775808, false",
        "-9223372036854775808, true",
        "-9223372036854775809, false",
        "+9223372036854775808, false",
        "99999999999999999999999, false",
        "'', false",
        "-, false",
        "+, false",
        "1_000, false",
        "1.5, false",
        "0x1f, false",
        "' 1', false",
        "٣, false"
    })
    void int64(String text, boolean number) {
        assertThat(Int64Text.isNumber(text)).isEqualTo(number);
        if (number) {
            assertThat(Int64Text.value(text)).isEqualTo(Long.parseLong(text));
        }
    }

    @ParameterizedTest(name = "phase {0} is {1}")
    @CsvSource({
        "Pending, PENDING",
        "'', PENDING",
        "Running, RUNNING",
        "Succeeded, SUCCEEDED",
        "Failed, FAILED",
        "Unknown, UNKNOWN",
        "Sleeping, UNKNOWN"
    })
    void phases(String text, PodPhase expected) {
        assertThat(PodPhase.of(text)).isEqualTo(expected);
    }

    @Test
    @DisplayName("C39 C41 C160 order of survival: bound, then older, then by name; an unknown age is the oldest")
    void survivorOrder() {
        assertThat(Stream.of(
                                pod("waiting").waitingFor("n").created(-100),
                                pod("young").created(60).ready(),
                                pod("twin-b").created(30),
                                pod("twin-a").created(30),
                                pod("old").created(0))
                        .map(GivenPod::facts)
                        .sorted(PodFacts.SURVIVOR_ORDER)
                        .map(PodFacts::name))
                .containsExactly("old", "twin-a", "twin-b", "young", "waiting");
        PodFacts dated = pod("a").facts();
        PodFacts undated = new PodFacts(
                "default", "b", "u", dated.labels(), null, "n", "n", PodPhase.RUNNING, false, null, null, false);
        assertThat(PodFacts.SURVIVOR_ORDER.compare(undated, dated)).isNegative();
        assertThat(PodFacts.SURVIVOR_ORDER.compare(undated, undated)).isZero();
    }

    @ParameterizedTest(name = "selector {0} {1} {2} on app=agent: {3}")
    @CsvSource({
        "app, In, agent, true",
        "app, In, other, false",
        "none, In, agent, false",
        "app, NotIn, agent, false",
        "none, NotIn, agent, true",
        "app, Exists, '', true",
        "none, Exists, '', false",
        "app, DoesNotExist, '', false",
        "none, DoesNotExist, '', true",
        "app, Gt, 1, false"
    })
    void selectors(String key, String operator, String value, boolean matches) {
        List<String> values = value.isEmpty() ? List.of() : List.of(value);
        LabelSelector selector = new LabelSelector(labels(), List.of(new Requirement(key, operator, values)));

        assertThat(selector.matches(labels("app", "agent"))).isEqualTo(matches);
        assertThat(selector.isEmpty()).isFalse();
    }

    @Test
    @DisplayName("C25 an empty selector selects everything and says so; both parts of a selector must match")
    void selectorParts() {
        LabelSelector empty = new LabelSelector(labels(), List.of());
        LabelSelector both =
                new LabelSelector(labels("app", "agent"), List.of(new Requirement("tier", "Exists", List.of())));

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.matches(labels())).isTrue();
        assertThat(both.matches(labels("app", "agent", "tier", "x"))).isTrue();
        assertThat(both.matches(labels("app", "agent"))).isFalse();
        assertThat(both.matches(labels("app", "other", "tier", "x"))).isFalse();
    }
}
