package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.crash.Blow.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long it took from a blow to the next decision on each of the victim's partitions. */
final class Recoveries {

    private final Map<String, List<Duration>> taken = new TreeMap<>();
    private final List<Duration> all = new ArrayList<>();

    /** How many blows of each kind stopped the decisions of a partition at least. */
    private final Map<String, Integer> measured = new TreeMap<>();

    /** What was measured after blows at once, a partition after the other. */
    void add(List<Blow> blows, List<Duration> durations) {
        if (!durations.isEmpty()) {
            measured.merge(kind(blows), 1, Integer::sum);
            taken.computeIfAbsent(kind(blows), key -> new ArrayList<>()).addAll(durations);
            all.addAll(durations);
        }
    }

    private static String kind(List<Blow> blows) {
        return blows.size() == 1 ? blows.getFirst().toString() : "several at once";
    }

    /**
     * Fails when blows measured nothing: each that falls alone stops the decisions of a partition at least. One at the projector stops
     * none, and of those that fall together one may hit a controller that has nothing to decide.
     *
     * @param dealt all blows, those at once together
     */
    void verify(List<List<Blow>> dealt) {
        Map<String, Integer> alone = new TreeMap<>();
        for (List<Blow> blows : dealt) {
            if (blows.size() == 1 && blows.getFirst().target() != Target.PROJECTOR) {
                alone.merge(kind(blows), 1, Integer::sum);
            }
        }
        alone.forEach((kind, times) -> assertThat(measured.getOrDefault(kind, 0))
                .as("blows after which decisions went on in a partition, of the %s of %s", times, kind)
                .isEqualTo(times));
        assertThat(all).as("partitions on which decisions went on").isNotEmpty();
    }

    /** One line for each kind of blow, and one for all: how many partitions, median and maximum. */
    String report() {
        StringBuilder report = new StringBuilder();
        taken.forEach((blow, durations) -> report.append(line(blow, durations)));
        return report.append(line("all", all)).toString();
    }

    private static String line(String name, List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty()
                ? ""
                : "%-24s %4d partitions, next decision after %.2f s (median), %.2f s (maximum)%n"
                        .formatted(
                                name, sorted.size(), seconds(sorted.get(sorted.size() / 2)), seconds(sorted.getLast()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
