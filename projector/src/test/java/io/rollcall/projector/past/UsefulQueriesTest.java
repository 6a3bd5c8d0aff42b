package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.view.ViewTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsefulQueriesTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "view.md");
    private static final Pattern QUERY = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    View view() throws SQLException {
        return new View(folder.resolve("view.db"));
    }

    @Test
    @DisplayName("every query of the reference page finds something in the middle of a rollout")
    void queries() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("13-rolling-mu1"));
        List<String> queries = ofThePage();
        assertThat(queries).hasSizeGreaterThan(10);
        try (View view = view()) {
            Batches.apply(view, log.records());
            long offset = openWish(view);
            long time = Long.parseLong(view.rows("SELECT at FROM journal WHERE log_offset = " + offset)
                    .getFirst());
            assertThat(ViewTime.instant(time)).isAfter(log.lines().getFirst().time());
            for (String query : queries) {
                String sql = query.replace(":T", Long.toString(time)).replace(":X", Long.toString(offset));
                assertThat(view.rows(sql)).as(query).isNotEmpty();
            }
        }
    }

    /** An offset in the second rollout at which a wish waits for its answer. */
    private static long openWish(View view) throws SQLException {
        return Long.parseLong(view.rows("SELECT min(c.journal_offset) FROM commands c JOIN rollouts r"
                        + " ON r.daemonset_uid = c.daemonset_uid WHERE r.revision = 2 AND c.node <> 'node-1'"
                        + " AND c.journal_offset > r.valid_from_offset AND c.answered_offset > c.journal_offset")
                .getFirst());
    }

    private static List<String> ofThePage() throws IOException {
        return QUERY.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1).strip())
                .toList();
    }
}
