package io.rollcall.cli.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long it took from a blow to the next decision on each of the victim's partitions. */
final class Recoveries {

    private final Map<String, List<Duration>> taken = new TreeMap<>();

    void add(Blow blow, Duration duration) {
        taken.computeIfAbsent(blow.toString(), key -> new ArrayList<>()).add(duration);
    }

    /** One line for each kind of blow: how many partitions, median and maximum. */
    String report() {
        StringBuilder report = new StringBuilder();
        taken.forEach((blow, durations) -> {
            Collections.sort(durations);
            report.append("%-24s %4d partitions, next decision after %.2f s (median), %.2f s (maximum)%n"
                    .formatted(
                            blow,
                            durations.size(),
                            seconds(durations.get(durations.size() / 2)),
                            seconds(durations.getLast())));
        });
        return report.toString();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
