package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.projection.Pruning;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.view.ViewTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final int ROWS = 7;

    @TempDir
    Path folder;

    View view() throws SQLException {
        return new View(folder.resolve("view.db"));
    }

    @Test
    @DisplayName(
            "what is older than the retention goes in small steps; what holds now and the moments after it stay as they were")
    void history() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("13-rolling-mu1"));
        try (View view = view()) {
            Batches.apply(view, log.records());
            List<String> now = State.now(view, List.of());
            long end = Long.parseLong(
                    view.rows("SELECT max(journal_time) FROM clock").getFirst());
            RecordedLog.Line kept = log.lines().get(log.lines().size() * 3 / 4);
            long keptAt = ViewTime.micros(kept.time());
            List<String> then = State.asOf(view, kept.journalOffset(), List.of());
            int versions = count(view, "pod_versions");
            int objects = count(view, "objects");

            Pruning pruning =
                    new Pruning(view.database, new Retention((end - keptAt) / 1_000 + 1, Retention.FOR_EVER), ROWS);
            int steps = 0;
            for (int removed = pruning.step(); removed > 0; removed = pruning.step()) {
                // Some kinds of rows are removed by two statements.
                assertThat(removed).isLessThan(ROWS * 20);
                steps++;
            }
            assertThat(steps).isGreaterThan(2);
            assertThat(count(view, "pod_versions")).isLessThan(versions);
            assertThat(count(view, "objects")).isLessThan(objects);
            assertThat(view.rows("SELECT count(*) FROM pod_versions v WHERE NOT EXISTS (SELECT 1 FROM objects o"
                            + " WHERE o.topic = v.cause_topic AND o.log_offset = v.cause_offset)"))
                    .containsExactly("0");

            List<String> gone = List.of("nodes", "pods", "daemonsets", "controller_revisions");
            assertThat(State.asOf(view, kept.journalOffset(), gone)).isEqualTo(without(then, gone));
            assertThat(State.now(view, gone)).isEqualTo(without(now, gone));
            ListQuery lists = new ListQuery(view.database);
            assertThat(lists.nodes()).hasSize(6);
            assertThatThrownBy(() ->
                            lists.nodes(AsOf.parse(log.lines().getFirst().time().toString())))
                    .hasMessageContaining("the view goes back to");
        }
    }

    /** What has only lost its dead. */
    private static List<String> without(List<String> state, List<String> tables) {
        return state.stream()
                .filter(row -> tables.stream().noneMatch(table -> row.startsWith(table + ": ")))
                .toList();
    }

    @Test
    @DisplayName("decisions have a retention of their own; the last of each slot stays")
    void decisions() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("13-rolling-mu1"));
        try (View view = view()) {
            Batches.apply(view, log.records());
            int versions = count(view, "pod_versions");
            List<String> slots = view.rows("SELECT node, last_decision_id FROM slots ORDER BY node");
            Pruning pruning = new Pruning(view.database, new Retention(Retention.FOR_EVER, 0), ROWS);
            int removed = 1;
            while (removed > 0) {
                removed = pruning.step();
            }
            assertThat(view.rows("SELECT node, decision_id FROM decisions ORDER BY node"))
                    .isEqualTo(slots);
            assertThat(count(view, "pod_versions")).isEqualTo(versions);
        }
    }

    private static int count(View view, String table) throws SQLException {
        return Integer.parseInt(view.rows("SELECT count(*) FROM " + table).getFirst());
    }
}
