package io.rollcall.kubeapi.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelQueryTest {

    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "", "n", "5");

    @ParameterizedTest
    @DisplayName("a label selector selects as kubectl's users know it")
    @CsvSource(delimiter = '|', textBlock = """
            ''              | true
            app             | true
            !app            | false
            other           | false
            !other          | true
            app=web         | true
            app==web        | true
            app = db        | false
            app!=db         | true
            other!=x        | true
            app in (db,web) | true
            app in (db)     | false
            app notin (db)  | true
            other notin (a) | true
            tier=           | true
            tier in (,x)    | true
            n>4             | true
            n<5             | false
            other>1         | false
            app=web,n=5     | true
            app=web,n=6     | false
            """)
    void matches(String selector, boolean expected) {
        assertThat(LabelQueryParser.parse(selector).matches(LABELS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("a label selector that makes no sense is refused with what was found")
    @CsvSource(delimiter = '|', textBlock = """
            a b    | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
            a in b | unable to parse requirement: found 'b', expected: '('
            =a     | unable to parse requirement: found '=', expected: !, identifier, or 'end of string'
            a=b,   | unable to parse requirement: found '', expected: identifier after ','
            """)
    void refusals(String selector, String message) {
        assertThatThrownBy(() -> LabelQueryParser.parse(selector)).hasMessage(message);
    }
}
