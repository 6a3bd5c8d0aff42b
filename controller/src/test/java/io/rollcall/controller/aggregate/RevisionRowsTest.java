package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.streams.Stores;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetState;
import io.rollcall.events.RevisionState;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.profile.RuleProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A DaemonSet's rows, of which one that does not fit the changelog of its store would stop all DaemonSets. */
class RevisionRowsTest {

    private static final String DS = Fixtures.plainDaemonSet().getUid();

    @Test
    @DisplayName(
            "no row grows with the number of revisions: the largest template of a stream, changed twelve times and kept")
    void largestTemplate() throws IOException {
        int bytes = TopicCatalogue.DAEMON_SET_EVENTS.maxMessageBytes() - 100_000;
        Scenario scenario = given(nodes(2), large(0, bytes)).synced();
        for (int generation = 1; generation <= 12; generation++) {
            scenario.when(large(generation, bytes)).settle();
        }
        assertThat(scenario.revisions).hasSize(13);
        int largest = 0;
        for (Outcome outcome : scenario.outcomes) {
            for (StateRow row : outcome.rows()) {
                largest = Math.max(largest, bytes(row));
            }
        }
        assertThat(largest).isBetween(bytes, bytes + 10_000).isLessThan(Stores.LARGEST_ROW);
    }

    @Test
    @DisplayName("a revision that did not change is not written again; one that is trimmed is gone from the store")
    void written() {
        Scenario scenario =
                given(nodes(2), daemonSet(ds -> ds.setRevisionHistoryLimit(0))).synced();
        scenario.settle();
        assertThat(revisions(scenario.outcomes, 0)).hasSize(1).allMatch(row -> row.value() != null);
        int before = scenario.outcomes.size();
        scenario.allPodsBecomeReady().settle();
        assertThat(revisions(scenario.outcomes, before)).isEmpty();
        scenario.when(daemonSet(ds -> ds.setRevisionHistoryLimit(0)
                .setGeneration(2)
                .setMaxUnavailable("2")
                .setTemplate(template("image:2", ""))));
        scenario.settle();
        scenario.allPodsBecomeReady().settle();
        scenario.when(daemonSet(ds -> ds.setRevisionHistoryLimit(0)
                .setGeneration(3)
                .setMaxUnavailable("1")
                .setTemplate(template("image:2", ""))));
        assertThat(revisions(scenario.outcomes, before))
                .extracting(row -> row.value() == null)
                .containsOnlyOnce(true);
    }

    @Test
    @DisplayName("with the DaemonSet all rows of its revisions are over")
    void overWithTheDaemonSet() {
        Scenario scenario = given(nodes(2), daemonSet()).synced();
        scenario.settle();
        scenario.when(image("image:2", 2, "2")).settle();
        assertThat(standing(scenario)).hasSize(2);
        scenario.when(daemonSet(ds -> ds.setChange(ChangeType.DELETED)));
        assertThat(standing(scenario)).isEmpty();
    }

    /** Names of the revisions that have a row at the end. */
    private static Set<String> standing(Scenario scenario) {
        Set<String> names = new TreeSet<>();
        revisions(scenario.outcomes, 0).forEach(row -> {
            if (row.value() == null) {
                names.remove(row.revision());
            } else {
                names.add(row.revision());
            }
        });
        return names;
    }

    @Test
    @DisplayName(
            "a row that has all revisions, as earlier versions wrote it, is read; its next change gives each a row of its own")
    void earlierVersion() {
        Scenario scenario = given(nodes(2), daemonSet()).synced();
        scenario.settle();
        scenario.when(image("image:2", 2, "2")).settle();
        int stopped = scenario.outcomes.size();
        TreeMap<String, StateRow> rows = new TreeMap<>();
        List<RevisionState> revisions = new ArrayList<>();
        for (Outcome outcome : scenario.outcomes) {
            outcome.rows().forEach(row -> rows.put(key(row), row));
        }
        revisions(List.of(new Outcome(List.of(), List.copyOf(rows.values()))), 0)
                .forEach(row ->
                        revisions.addAll(Objects.requireNonNull(row.value()).getRevisions()));
        rows.values().removeIf(StateRow.LedgerRow.class::isInstance);
        rows.computeIfPresent(
                "daemonset/" + DS,
                (key, row) -> new StateRow.DaemonSetRow(
                        DS,
                        DaemonSetState.newBuilder(Objects.requireNonNull(((StateRow.DaemonSetRow) row).value()))
                                .setRevisions(revisions)
                                .build()));
        Decider restored = new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS);
        rows.values().forEach(restored::restore);
        restored.restored();
        scenario.when(image("image:3", 3, "2")).settle();

        List<Outcome> outcomes = new ArrayList<>();
        for (int i = stopped; i < scenario.journal.size(); i++) {
            outcomes.add(restored.handle(
                    new JournalPosition("rollcall.journal", 0, i), scenario.times.get(i), scenario.journal.get(i)));
        }
        assertThat(outcomes)
                .extracting(Outcome::outputs)
                .isEqualTo(scenario.outcomes.subList(stopped, scenario.outcomes.size()).stream()
                        .map(Outcome::outputs)
                        .toList());
        assertThat(revisions(outcomes, 0))
                .extracting(StateRow.LedgerRow::revision)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(outcomes.stream().flatMap(outcome -> outcome.rows().stream()))
                .allMatch(row -> !(row instanceof StateRow.DaemonSetRow daemonSet)
                        || daemonSet.value() == null
                        || daemonSet.value().getRevisions().isEmpty());
    }

    private static Scenario.Fixture large(int generation, int bytes) {
        String text = "x".repeat(bytes);
        return daemonSet(ds -> ds.setGeneration(generation + 1L)
                .setMaxUnavailable("2")
                .setRevisionHistoryLimit(20)
                .setTemplate(template("image:" + generation, "\"hostname\":\"" + text + "\"")));
    }

    private static List<StateRow.LedgerRow> revisions(List<Outcome> outcomes, int from) {
        return outcomes.subList(from, outcomes.size()).stream()
                .flatMap(outcome -> outcome.rows().stream())
                .filter(StateRow.LedgerRow.class::isInstance)
                .map(StateRow.LedgerRow.class::cast)
                .toList();
    }

    private static String key(StateRow row) {
        return switch (row) {
            case StateRow.NodeRow node -> "node/" + node.name();
            case StateRow.DaemonSetRow daemonSet -> "daemonset/" + daemonSet.uid();
            case StateRow.LedgerRow revision -> "ledger/" + revision.key();
            case StateRow.SlotRow slot -> "slot/" + slot.key();
            case StateRow.OrphanRow orphan -> "orphan/" + orphan.podUid();
            case StateRow.RevisionRow revision -> "revision/" + revision.uid();
            case StateRow.ProgressRow progress -> "progress";
        };
    }

    private static int bytes(StateRow row) throws IOException {
        return switch (row) {
            case StateRow.DaemonSetRow daemonSet ->
                daemonSet.value() == null ? 0 : daemonSet.value().toByteBuffer().remaining();
            case StateRow.LedgerRow revision ->
                revision.value() == null ? 0 : revision.value().toByteBuffer().remaining();
            case StateRow.SlotRow slot ->
                slot.value() == null ? 0 : slot.value().toByteBuffer().remaining();
            case StateRow.RevisionRow revision ->
                revision.value() == null ? 0 : revision.value().toByteBuffer().remaining();
            case StateRow.OrphanRow orphan ->
                orphan.value() == null ? 0 : orphan.value().toByteBuffer().remaining();
            case StateRow.NodeRow node ->
                node.value() == null ? 0 : node.value().toByteBuffer().remaining();
            case StateRow.ProgressRow progress ->
                progress.value().toByteBuffer().remaining();
        };
    }
}
