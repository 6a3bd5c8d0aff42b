package io.rollcall.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table in docs/kubectl.md that says of every recorded command how it does here. */
final class SessionPage {

    private static final String BEGIN = "<!-- recorded session: written by KubectlSessionIT -->\n";
    private static final String END = "<!-- end of the recorded session -->\n";

    private final Path file;

    SessionPage(Path file) {
        this.file = file;
    }

    /** A row. */
    record Row(SessionStep step, String how) {}

    /** The page with this table. */
    String with(List<Row> rows) throws IOException {
        String page = text();
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new AssertionError(file + " has no place for the recorded session");
        }
        return page.substring(0, begin + BEGIN.length()) + table(rows) + page.substring(end);
    }

    String text() throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder("| command | here |\n| --- | --- |\n");
        for (Row row : rows) {
            String command = String.join(" ", row.step().args()).replace("|", "\\|");
            String note = row.step().note().isEmpty() ? "" : " (" + row.step().note() + ")";
            table.append("| `")
                    .append(command)
                    .append('`')
                    .append(note)
                    .append(" | ")
                    .append(row.how())
                    .append(" |\n");
        }
        return table.toString();
    }
}
