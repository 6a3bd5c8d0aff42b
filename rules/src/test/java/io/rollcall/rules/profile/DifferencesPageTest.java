package io.rollcall.rules.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of differences tells every known defect, and tells it as the code has it. */
class DifferencesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "differences.md");
    private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`(?: \\((#[0-9]+)\\))?");
    private static final int MINORS = 60;

    private record Row(String code, String issue, String till, List<String> texts) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|");
            Matcher code = cells.length > 1 ? CODE.matcher(cells[1].strip()) : CODE.matcher("");
            if (code.matches()) {
                rows.add(new Row(
                        code.group(1),
                        code.group(2) == null ? "" : code.group(2),
                        cells[3].strip(),
                        Arrays.stream(cells).skip(2).map(String::strip).toList()));
            }
        }
        return rows;
    }

    private static String till(KnownDefect defect) {
        if (defect.presentIn(MINORS)) {
            return "now";
        }
        int last = 0;
        for (int minor = 0; minor < MINORS; minor++) {
            last = defect.presentIn(minor) ? minor : last;
        }
        return "1." + last;
    }

    @Test
    @DisplayName("each defect has one row, with its issue and the last version that has it")
    void complete() throws IOException {
        assertThat(rows())
                .extracting(Row::code)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(KnownDefect.values())
                        .map(KnownDefect::code)
                        .toList());
        assertThat(rows()).allSatisfy(row -> {
            KnownDefect defect = KnownDefect.valueOf(row.code());
            assertThat(row.issue()).as(row.code()).isEqualTo(defect.upstreamIssue());
            assertThat(row.till()).as(row.code()).isEqualTo(till(defect));
        });
    }

    @Test
    @DisplayName("each row says what Kubernetes does, what Rollcall does instead and where it shows")
    void told() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.texts()).as(row.code()).hasSize(4);
            assertThat(row.texts()).as(row.code()).allMatch(text -> !text.isEmpty());
        });
    }
}
