package io.rollcall.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as their widest cell, two blanks between, no lines. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] numeric;

    /** With these headings. A heading that begins with {@code #} names a column of numbers, which are set to the right. */
    public TextTable(String... headings) {
        numeric = new boolean[headings.length];
        List<String> shown = new ArrayList<>();
        for (int column = 0; column < headings.length; column++) {
            numeric[column] = headings[column].startsWith("#");
            shown.add(numeric[column] ? headings[column].substring(1) : headings[column]);
        }
        rows.add(shown);
    }

    /** Adds a row with a cell for each heading. */
    public void row(Object... cells) {
        if (cells.length != numeric.length) {
            throw new IllegalArgumentException("a row of this table has " + numeric.length + " cells");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
    }

    /** The lines, the headings first, without blanks at their ends. */
    public List<String> lines() {
        int[] widths = new int[numeric.length];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String blanks = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : "  ").append(numeric[column] ? blanks + cell : cell + blanks);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
