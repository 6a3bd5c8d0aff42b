package io.rollcall.cli.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long it took from a blow to the next decision on each of the victim's partitions. */
final class Recoveries {

    private final Map<String, List<Duration>> taken = new TreeMap<>();
    private final List<Duration> all = new ArrayList<>();

    void add(List<Blow> blows, Duration duration) {
        String kind = blows.size() == 1 ? blows.getFirst().toString() : "several at once";
        taken.computeIfAbsent(kind, key -> new ArrayList<>()).add(duration);
        all.add(duration);
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
