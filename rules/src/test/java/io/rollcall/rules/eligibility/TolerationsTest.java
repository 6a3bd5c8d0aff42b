package io.rollcall.rules.eligibility;

import static io.rollcall.rules.given.Given.taint;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.Toleration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One toleration against one taint (semantics 2.4). */
class TolerationsTest {

    @ParameterizedTest(name = "{0}: key {1} {2} {3} effect {4} against {5}")
    @CsvSource({
        "C79, foo, Equal,  bar, NoSchedule, foo=bar:NoSchedule, true",
        "C79, foo, '',     bar, NoSchedule, foo=bar:NoSchedule, true",
        "C80, foo, Equal,  bar, NoExecute,  foo=bar:NoSchedule, false",
        "C80, foo, Exists, '',  NoExecute,  foo=bar:NoSchedule, false",
        "C81, foo, Equal,  bar, '',         foo=bar:NoSchedule, true",
        "C81, foo, Equal,  bar, '',         foo=bar:NoExecute,  true",
        "C82, foo, Exists, '',  NoSchedule, foo=any:NoSchedule, true",
        "C82, foo, Exists, '',  NoSchedule, foo:NoSchedule,     true",
        "C82, foo, Exists, '',  NoSchedule, other:NoSchedule,   false",
        "C83, '',  Exists, '',  '',         foo=any:NoExecute,  true",
        "C84, foo, Equal,  baz, NoSchedule, foo=bar:NoSchedule, false",
        "C84, foo, Equal,  '',  NoSchedule, foo=bar:NoSchedule, false",
        "C84, foo, Equal,  '',  NoSchedule, foo:NoSchedule,     true",
        "2.4, foo, Strange, bar, NoSchedule, foo=bar:NoSchedule, false"
    })
    void tolerates(
            String item, String key, String operator, String value, String effect, String taint, boolean expected) {
        assertThat(Tolerations.tolerates(new Toleration(key, operator, value, effect), taint(taint)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "C87 {0} {1} against value {2}")
    @CsvSource({
        "Gt, 100, 200, true",
        "Gt, 100, 100, false",
        "Gt, 100, abc, false",
        "Gt, abc, 200, false",
        "Gt, 100, '',  false",
        "Lt, 100, -7,  true",
        "Lt, 100, 100, false",
        "Lt, 100, 101, false",
        "Lt, 100, 9223372036854775808, false"
    })
    void comparisons(String operator, String tolerated, String value, boolean expected) {
        Toleration toleration = new Toleration("sla", operator, tolerated, "");
        String taint = "sla=" + value + ":NoSchedule";

        assertThat(Tolerations.tolerates(toleration, taint(taint), true)).isEqualTo(expected);
        assertThat(Tolerations.tolerates(toleration, taint(taint), false)).isFalse();
    }
}
