package io.rollcall.cli.up;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Output of kubectl without what differs between any two clusters: names of pods, ages, times, UIDs, hashes, versions, addresses. */
final class SessionText {

    private static final Pattern EVENT = Pattern.compile("^( +|<age> +)(Normal|Warning) ");
    private static final String LOG = "<log> ";

    /** Which pod comes first in a list is chance, and with it the node. */
    private static final Pattern NODE = Pattern.compile("\\bnode-\\d\\b");

    private static final Map<Pattern, String> ASIDE = aside();

    private SessionText() {}

    /** The lines without that; spaces between columns count as one, and rows of a table have no order. */
    static List<String> essence(List<String> args, List<String> lines) {
        List<String> essence = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(SessionStep.LINES, lines.size()))) {
            String plain = line.stripTrailing();
            for (Map.Entry<Pattern, String> each : ASIDE.entrySet()) {
                plain = each.getKey().matcher(plain).replaceAll(each.getValue());
            }
            if (!plain.isEmpty()) {
                essence.add(plain);
            }
        }
        if (rows(args)) {
            Collections.sort(essence);
            return args.contains("events") ? once(essence) : essence;
        }
        if (args.contains("-w")) {
            essence.replaceAll(line -> NODE.matcher(line).replaceAll("<node>"));
        }
        return List.of("describe", "exec").contains(args.getFirst()) || args.contains("status")
                ? once(essence)
                : essence;
    }

    /** How often an event is told, how many steps of a rollout are seen and how many streams notice their end depends on the moment. */
    private static List<String> once(List<String> lines) {
        List<String> once = new ArrayList<>();
        for (String line : lines) {
            boolean told = EVENT.matcher(line).find() || line.endsWith("<how far>") || line.startsWith(LOG);
            String plain = told ? line.replace("(combined from similar events): ", "") : line;
            if (!told || !once.contains(plain)) {
                once.add(plain);
            }
        }
        int first = 0;
        while (first < once.size() && !EVENT.matcher(once.get(first)).find()) {
            first++;
        }
        Collections.sort(once.subList(first, once.size()));
        return once;
    }

    private static boolean rows(List<String> args) {
        boolean whole = args.contains("yaml") || args.contains("json");
        return !whole && List.of("get", "wait", "delete", "api-resources").contains(args.getFirst());
    }

    private static Map<Pattern, String> aside() {
        Map<Pattern, String> aside = new LinkedHashMap<>();
        put(aside, "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>");
        put(aside, "[0-9a-f]{64}", "<id>");
        put(aside, "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+ \\+0000|Z)", "<time>");
        put(aside, "\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000", "<time>");
        put(aside, "(resourceVersion\"?: \"?)\\d+", "$1<version>");
        put(aside, "nginx-[0-9a-z]{8,10}\\b", "nginx-<hash>");
        put(aside, "nginx-[0-9a-z]{5}\\b", "nginx-<pod>");
        put(aside, "(controller-revision-hash\"?[=:] ?\"?)[0-9a-z]+", "$1<hash>");
        put(aside, "(nginx-<pod> +)[0-9a-z]{8,10}$", "$1<hash>");
        put(aside, "10\\.244\\.\\d+\\.\\d+", "<ip>");
        put(aside, "\\b\\d+[dhms](\\d+[hms])?\\b( +\\(x\\d+ over \\d+[hms]\\))?", "<age>");
        put(aside, "(rollcall\\.io/command\"?: +\"?)[0-9-]+", "$1<command>");
        put(aside, "^[EWI]\\d{4} [\\d:.]+ +\\d+ \\S+\\] ", LOG);
        put(aside, "(Client Version: v\\d+\\.\\d+)\\S+", "$1.<patch>");
        put(aside, "/\\S*/(LIVE|MERGED)-\\d+", "$1");
        put(aside, "(https?)://[\\w.:]+", "<server>");
        put(aside, "(Waiting for daemon set ).*", "$1<how far>");
        put(aside, "^@@ .* @@$", "@@");
        put(aside, "(?<=\\S) {2,}", "  ");
        put(aside, "-{3,}(  -{3,})+", "---");
        return aside;
    }

    private static void put(Map<Pattern, String> aside, String what, String by) {
        aside.put(Pattern.compile(what), by);
    }
}
