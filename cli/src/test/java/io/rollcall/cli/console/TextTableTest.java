package io.rollcall.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
        TextTable table = new TextTable("NAME", "#PODS", "NOTE");
        table.row("nginx", 3, "");
        table.row("a-longer-name", 12, "late");

        assertThat(table.lines())
                .containsExactly("NAME           PODS  NOTE", "nginx             3", "a-longer-name    12  late");
    }

    @Test
    void aRowHasACellForEachHeading() {
        TextTable table = new TextTable("NAME");
        assertThatThrownBy(() -> table.row("a", "b")).hasMessageContaining("1 cells");
    }
}
