package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.Output;
import io.rollcall.rules.slot.RemovalReason;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often histories took each move with some effect, and what was written: actions by reason, holds in statuses, kinds of records.
 * What never comes up is not tested, however many histories are drawn. Not thread-safe.
 */
final class Coverage {

    private static final List<String> CREATIONS = List.of("MISSING_POD", "SURGE", "SURGE_OLD_UNAVAILABLE");
    private static final List<String> OWNERSHIP = List.of("SELECTED_ORPHAN", "NOT_SELECTED");
    private static final List<String> HOLDS = List.of(
            "BACK_OFF",
            "NODE_AFFINITY",
            "NODE_NAME",
            "NODE_SELECTOR",
            "REFUSED",
            "UNTOLERATED_TAINT",
            "WAITING_FOR_AVAILABILITY",
            "WAITING_FOR_TERMINATION");

    private final TreeMap<String, Long> moves = new TreeMap<>();
    private final TreeMap<String, Long> reasons = new TreeMap<>();
    private final TreeMap<String, Long> holds = new TreeMap<>();
    private final TreeMap<String, Long> outputs = new TreeMap<>();
    private long records;

    void taken(Move move) {
        moves.merge(move.name(), 1L, Long::sum);
    }

    void read(long journalRecords) {
        records += journalRecords;
    }

    void written(Output output) {
        outputs.merge(output.getClass().getSimpleName(), 1L, Long::sum);
        switch (output) {
            case Output.Decided decided -> reasons.merge(decided.decision().getReason(), 1L, Long::sum);
            case Output.StatusChanged changed ->
                changed.status().getReasons().keySet().forEach(hold -> holds.merge(hold, 1L, Long::sum));
            case Output.CommandIssued issued -> {}
            case Output.RevisionMade made -> {}
            case Output.StatusGone gone -> {}
            case Output.RevisionGone gone -> {}
        }
    }

    void add(Coverage other) {
        sum(moves, other.moves);
        sum(reasons, other.reasons);
        sum(holds, other.holds);
        sum(outputs, other.outputs);
        records += other.records;
    }

    private static void sum(TreeMap<String, Long> into, TreeMap<String, Long> from) {
        from.forEach((name, count) -> into.merge(name, count, Long::sum));
    }

    /** Moves, reasons, holds and kinds of output that never came up. */
    TreeSet<String> missing() {
        TreeSet<String> missing = new TreeSet<>();
        lacking(moves, Arrays.stream(Move.values()).map(Move::name).toList(), missing);
        List<String> removals =
                Arrays.stream(RemovalReason.values()).map(RemovalReason::name).toList();
        lacking(
                reasons,
                Stream.of(removals, CREATIONS, OWNERSHIP)
                        .flatMap(Collection::stream)
                        .toList(),
                missing);
        lacking(holds, HOLDS, missing);
        lacking(
                outputs,
                Arrays.stream(Output.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList(),
                missing);
        return missing;
    }

    private static void lacking(TreeMap<String, Long> counted, List<String> expected, TreeSet<String> missing) {
        expected.stream().filter(name -> !counted.containsKey(name)).forEach(missing::add);
    }

    @Override
    public String toString() {
        return "journal records " + records + "\nmoves with an effect: " + text(moves) + "\nreasons of actions: "
                + text(reasons) + "\nholds in statuses: " + text(holds) + "\nrecords written: " + text(outputs);
    }

    private static String text(TreeMap<String, Long> counted) {
        return counted.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
