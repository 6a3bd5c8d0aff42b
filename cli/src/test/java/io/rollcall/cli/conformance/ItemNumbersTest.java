package io.rollcall.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemNumbersTest {

    @ParameterizedTest(name = "[{0}] names [{1}]")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "C7 one                   | 7",
                "C7 C9 several            | 7 9",
                "C7, C9, C281 with commas | 7 9 281",
                "C7–C9 a range            | 7 8 9",
                "C7-9: a range            | 7 8 9",
                "E5 C181 beside others    | 181",
                "C2 2.3 C3 and sections   | 2 3",
                "C170, C, 1               | 170",
                "C7                       | 7",
                "as in C7                 | ''",
                "C7a is a word            | ''",
                "Cold                     | ''"
            })
    void leadingItems(String name, String numbers) {
        assertThat(ItemNumbers.of(name).stream().map(String::valueOf))
                .containsExactly(numbers.isEmpty() ? new String[0] : numbers.split(" "));
    }
}
