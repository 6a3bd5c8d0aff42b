package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ExplanationText;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.view.ViewTime;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainPastTest {

    private static final int LINES = 10;

    @TempDir
    Path folder;

    View view(String name) throws SQLException {
        return new View(folder.resolve(name));
    }

    static List<String> histories() {
        return Histories.names();
    }

    @ParameterizedTest
    @MethodSource("histories")
    @DisplayName("an explanation as of a line is the one that was given then: of the DaemonSet and of every node")
    void asThen(String history) throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of(history));
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        List<RecordedLog.Line> lines = new Random(seed)
                .ints(LINES, 0, log.lines().size())
                .sorted()
                .distinct()
                .mapToObj(log.lines()::get)
                .toList();
        try (View whole = view("whole");
                View growing = view("growing")) {
            Batches.apply(whole, log.records());
            int read = 0;
            for (RecordedLog.Line line : lines) {
                Batches.apply(growing, log.records().subList(read, line.records()));
                read = line.records();
                AsOf then = AsOf.parse("journal-0@" + line.journalOffset());
                assertThat(answers(whole, then))
                        .as("as of line %d", line.number())
                        .isEqualTo(answers(growing, AsOf.NOW));
            }
        }
    }

    /** All that can be asked. */
    private static List<String> answers(View view, AsOf asOf) throws SQLException {
        ExplainQuery explain = new ExplainQuery(view.database);
        ListQuery lists = new ListQuery(view.database);
        List<String> answers = new ArrayList<>();
        List<ListQuery.NodeEntry> nodes = lists.nodes(asOf);
        answers.add(nodes.toString());
        answers.add(lists.daemonSets(asOf).toString());
        for (ListQuery.DaemonSetEntry daemonSet : lists.daemonSets(asOf)) {
            answers.add(ExplanationText.of(explain.explain(daemonSet.namespace(), daemonSet.name(), null, asOf)));
            for (ListQuery.NodeEntry node : nodes) {
                answers.add(ExplanationText.of(
                        explain.explain(daemonSet.namespace(), daemonSet.name(), node.name(), asOf)));
            }
        }
        return answers.stream().flatMap(String::lines).toList();
    }

    @Test
    @DisplayName(
            "a time means the last record of that time; before the first there was nothing; what is to come is not known")
    void moments() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("13-rolling-mu1"));
        RecordedLog.Line line = log.lines().get(log.lines().size() / 2);
        try (View view = view("view")) {
            Batches.apply(view, log.records());
            ListQuery lists = new ListQuery(view.database);
            long at = Long.parseLong(view.rows("SELECT at FROM journal WHERE log_offset = " + line.journalOffset())
                    .getFirst());
            String last = view.rows("SELECT max(log_offset) FROM journal WHERE at = " + at)
                    .getFirst();
            assertThat(answers(view, AsOf.parse(ViewTime.instant(at).toString())))
                    .isEqualTo(answers(view, AsOf.parse("rollcall.journal-0@" + last)));
            assertThat(lists.nodes(AsOf.parse("1999-01-01T00:00:00+01:00"))).isEmpty();
            assertThat(lists.daemonSets(AsOf.parse("1999-01-01T00:00:00Z"))).isEmpty();
            assertThatThrownBy(() -> lists.nodes(AsOf.parse("journal-0@99999999")))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("journal-0@99999999 has not been read yet: the view is at journal-0@");
            assertThatThrownBy(() -> lists.nodes(AsOf.parse("journal-7@1")))
                    .hasMessageContaining("knows no partition 7");
            assertThatThrownBy(() -> AsOf.parse("yesterday"))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("'yesterday' is no moment");
        }
    }
}
