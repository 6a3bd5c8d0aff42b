package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.ActionType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.JournalRecord;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.DecisionCursor;
import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.DecisionFilter.Order;
import io.rollcall.projector.query.answer.DecisionPage;
import io.rollcall.projector.query.answer.OutcomeEntry;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.TriggerEntry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions by filter and page. */
class DecisionPagesTest {

    private static final int DECISIONS_MADE = 23;

    @TempDir
    private Path folder;

    private View view;

    View view(Path folder) throws SQLException {
        return new View(folder);
    }

    @BeforeEach
    void decided() throws SQLException {
        view = view(folder);
        Records log = new Records().add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN)));
        for (int i = 0; i < DECISIONS_MADE; i++) {
            ActionType action = i % 3 == 0 ? ActionType.DELETE : ActionType.CREATE;
            log.add(
                    DECISIONS,
                    "default/nginx",
                    // Several at one time and one journal record.
                    decision(
                                    id(i),
                                    action,
                                    "n" + i % 4,
                                    "pod-" + i,
                                    action == ActionType.DELETE ? "ROLLING_UPDATE" : "MISSING_POD")
                            .setAt(after(i / 5))
                            .setJournal(place(i / 5))
                            .setCommandId("c" + i)
                            .build());
        }
        log.add(JOURNAL, "clock", new JournalRecord(null, null, new ClockTicked()));
        log.add(COMMANDS, "k", create("c1", "n1", 1, "pod-1"))
                .at(after(60))
                .add(COMMAND_RESULTS, "k", answer("c1", "n1", 1, CommandOutcome.DONE, ""));
        view.fold(log);
    }

    @AfterEach
    void close() {
        view.close();
    }

    private static String id(int number) {
        return "0-" + number / 5 + "-" + number % 5;
    }

    private DecisionFilter filter(
            @Nullable Instant since, @Nullable Instant until, @Nullable String reason, @Nullable String action) {
        return new DecisionFilter("default", "nginx", null, since, until, reason, action, Order.OLDEST, null, 100);
    }

    private List<String> ids(DecisionFilter filter) throws SQLException {
        return new ListQuery(view.database)
                .decisions(filter, AsOf.NOW).items().stream()
                        .map(DecisionEntry::id)
                        .toList();
    }

    private List<String> inPages(Order order, int size) throws SQLException {
        List<String> ids = new ArrayList<>();
        DecisionCursor after = null;
        do {
            DecisionPage page = new ListQuery(view.database)
                    .decisions(
                            new DecisionFilter(null, null, null, null, null, null, null, order, after, size), AsOf.NOW);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
            page.items().forEach(entry -> ids.add(entry.id()));
            after = page.next() == null ? null : DecisionCursor.parse(page.next());
        } while (after != null);
        return ids;
    }

    @Test
    @DisplayName("pages of any size, from either end, give each decision once and in order")
    void pages() throws SQLException {
        List<String> all = IntStream.range(0, DECISIONS_MADE)
                .mapToObj(DecisionPagesTest::id)
                .toList();
        List<String> newest = new ArrayList<>(all);
        Collections.reverse(newest);
        for (int size : List.of(1, 2, 5, 7, DECISIONS_MADE, 100)) {
            assertThat(inPages(Order.OLDEST, size)).as("%d a page", size).isEqualTo(all);
            assertThat(inPages(Order.NEWEST, size)).as("%d a page", size).isEqualTo(newest);
        }
    }

    @Test
    @DisplayName("by time, the end not included; by reason; by action; by all of them")
    void filters() throws SQLException {
        assertThat(ids(filter(after(1), after(2), null, null)))
                .containsExactly("0-1-0", "0-1-1", "0-1-2", "0-1-3", "0-1-4");
        assertThat(ids(filter(null, after(1), "ROLLING_UPDATE", null))).containsExactly("0-0-0", "0-0-3");
        assertThat(ids(filter(null, after(1), null, "create"))).containsExactly("0-0-1", "0-0-2", "0-0-4");
        assertThat(ids(filter(null, null, "MISSING_POD", "delete"))).isEmpty();
    }

    @Test
    @DisplayName("a decision says which journal record it was made at and what became of its command")
    void around() throws SQLException {
        List<DecisionEntry> all = new ListQuery(view.database)
                .decisions(filter(null, after(1), null, null), AsOf.NOW)
                .items();

        assertThat(all.getFirst().trigger()).isEqualTo(new TriggerEntry("TICK", "clock"));
        assertThat(all.getFirst().outcome()).isNull();
        assertThat(all.get(1).outcome()).isEqualTo(new OutcomeEntry("DONE", null, null, after(60)));
    }

    @Test
    @DisplayName("what never was is named, beside what there is")
    void unknown() {
        assertThatThrownBy(() -> ids(new DecisionFilter("default", "ngnix", null, 1)))
                .isInstanceOf(QueryException.class)
                .hasMessage("there is no DaemonSet default/ngnix and never was; there is default/nginx");
        assertThatThrownBy(() -> ids(new DecisionFilter(null, null, "n9", 1)))
                .hasMessageContaining("there is no node n9 and never was");
    }
}
