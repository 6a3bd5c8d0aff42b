package io.rollcall.projector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format, read strictly: as promtool checks it. */
final class Exposition {

    private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern TYPE = Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (gauge|counter)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9.E+-]+|NaN|[+-]Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

    final Map<String, String> types = new LinkedHashMap<>();
    final Map<String, Set<String>> labels = new LinkedHashMap<>();
    final SortedMap<String, Double> samples = new TreeMap<>();

    static Exposition read(String text) {
        Exposition exposition = new Exposition();
        assertThat(text).endsWith("\n");
        String family = "";
        Set<String> done = new HashSet<>();
        for (String line : text.split("\n", -1)) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            if (line.isEmpty()) {
                continue;
            } else if (help.matches()) {
                family = help.group(1);
                assertThat(done.add(family))
                        .as("a family stands together: " + line)
                        .isTrue();
            } else if (type.matches()) {
                assertThat(type.group(1)).as(line).isEqualTo(family);
                exposition.types.put(family, type.group(2));
            } else {
                exposition.sample(line, family);
            }
        }
        return exposition;
    }

    private void sample(String line, String family) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).as(line).isEqualTo(family);
        TreeMap<String, String> found = new TreeMap<>();
        String rest = sample.group(2) == null ? "" : sample.group(2);
        Matcher label = LABEL.matcher(rest);
        int end = 0;
        while (end < rest.length() && label.find(end) && label.start() == end) {
            assertThat(found.put(label.group(1), label.group(2))).as(line).isNull();
            end = label.end();
        }
        assertThat(end).as(line).isEqualTo(rest.length());
        labels.computeIfAbsent(family, name -> new HashSet<>()).addAll(found.keySet());
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        assertThat(samples.put(family + found, value)).as("twice: " + line).isNull();
    }
}
