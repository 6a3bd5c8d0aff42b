package io.rollcall.cli.console;

import java.io.PrintWriter;

/** Writes rows of comma-separated values as RFC 4180 has them, with the line ends of the platform's texts. */
public final class Csv {

    private final PrintWriter out;

    /** Rows go there. */
    public Csv(PrintWriter out) {
        this.out = out;
    }

    /** Writes a row. */
    public void row(String... cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            row.append(i == 0 ? "" : ",").append(quoted(cells[i]));
        }
        out.println(row);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
