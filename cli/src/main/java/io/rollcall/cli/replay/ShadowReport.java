package io.rollcall.cli.replay;

import io.rollcall.cli.console.TextTable;
import io.rollcall.events.Cause;
import io.rollcall.events.Decision;
import io.rollcall.events.ShadowVerdict;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.KnownDefect;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes audits for people: a line a history and the totals, the known defects that were seen, and of each history the first divergence that
 * nothing explains, with the state behind it.
 */
final class ShadowReport implements Report {

    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final List<Summary> summaries = new ArrayList<>();

    ShadowReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void decision(Decision decision) {}

    @Override
    public void rollout(Rollout rollout) {}

    @Override
    public void status(Status status) {}

    @Override
    public void pod(FinalPod pod) {}

    @Override
    public void summary(Summary summary) {
        summaries.add(summary);
    }

    @Override
    public void end() {
        table();
        defects();
        summaries.forEach(this::firstUnexplained);
        out.flush();
    }

    private void table() {
        HistoryNames names =
                HistoryNames.of(summaries.stream().map(Summary::history).toList());
        TextTable table = new TextTable(
                "HISTORY",
                "#EVENTS",
                "#DECISIONS",
                "#MATCHED",
                "#EXPLAINED",
                "#UNEXPLAINED",
                "#UNATTRIBUTED",
                "STATUS",
                "#SECONDS");
        int[] totals = new int[6];
        int fine = 0;
        double seconds = 0;
        for (Summary summary : summaries) {
            Summary.Tally tally = summary.tally();
            int[] counts = {
                summary.events(),
                tally.decisions(),
                tally.matched(),
                tally.explained(),
                tally.unexplained(),
                tally.unattributed()
            };
            for (int i = 0; i < counts.length; i++) {
                totals[i] += counts[i];
            }
            StatusComparison status = summary.status();
            fine += status == null || status.isFine() ? 1 : 0;
            seconds += summary.seconds();
            row(table, names.shown(summary.history()), counts, status == null ? "" : status.text(), summary.seconds());
        }
        if (summaries.size() > 1) {
            row(
                    table,
                    summaries.size() + " histories",
                    totals,
                    fine == summaries.size() ? "agrees" : (summaries.size() - fine) + " differ",
                    seconds);
        }
        table.lines().forEach(out::println);
    }

    private static void row(TextTable table, String name, int[] counts, String status, double seconds) {
        table.row(
                name,
                counts[0],
                counts[1],
                counts[2],
                counts[3],
                counts[4],
                counts[5],
                status,
                String.format(Locale.ROOT, "%.1f", seconds));
    }

    /** The defects in the order of their declaration, with how often each explained something. */
    private void defects() {
        Map<String, Integer> seen = new TreeMap<>();
        for (Summary summary : summaries) {
            summary.tally().defects().forEach((code, count) -> seen.merge(code, count, Integer::sum));
            if (summary.status() instanceof StatusComparison.Differs differs) {
                differs.defect().ifPresent(defect -> seen.merge(defect.code(), 1, Integer::sum));
            }
        }
        for (KnownDefect defect : KnownDefect.values()) {
            Integer count = seen.get(defect.code());
            if (count != null) {
                out.println();
                out.println(defect.code() + (defect.upstreamIssue().isEmpty() ? "" : " " + defect.upstreamIssue())
                        + ", Kubernetes " + defect.versions() + ", explains " + count);
                wrapped("  ", defect.sentence());
            }
        }
    }

    private void firstUnexplained(Summary summary) {
        Decision first = summary.tally().firstUnexplained();
        ShadowVerdict verdict = first == null ? null : first.getShadow();
        if (first == null || verdict == null) {
            return;
        }
        out.println();
        out.println(summary.history() + line(first) + ": the first of "
                + summary.tally().unexplained() + " unexplained divergences, "
                + first.getDaemonSet().getNamespace() + "/"
                + first.getDaemonSet().getName() + " at " + first.getAt());
        wrapped("  ", verdict.getExplanation());
        state("  Rollcall holds", "rollcall.", first);
        state("  The other controller may have seen", "other.", first);
        wrapped(
                "  ",
                "No rule of " + first.getRules()
                        + " allows it in any view of that time, and no known defect of Kubernetes does, alone or with"
                        + " another one.");
    }

    private void state(String heading, String prefix, Decision decision) {
        TreeMap<String, String> state = new TreeMap<>();
        decision.getDetail().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                state.put(key.substring(prefix.length()), value);
            }
        });
        if (!state.isEmpty()) {
            out.println(heading);
            state.forEach((key, value) -> wrapped("    ", key + ": " + value));
        }
    }

    private static String line(Decision decision) {
        Cause cause = decision.getCause();
        return cause != null && cause.getEventId().startsWith(JsonReport.LINE)
                ? ", line " + cause.getEventId().substring(JsonReport.LINE.length())
                : "";
    }

    private void wrapped(String indent, String text) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (line.length() > indent.length() && line.length() + word.length() >= WIDTH) {
                out.println(line.toString().stripTrailing());
                line.setLength(0);
                line.append(indent);
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }

    /** Histories by what tells them apart: many lie in folders of their own under one name. */
    private record HistoryNames(String prefix, String suffix) {

        static HistoryNames of(List<String> histories) {
            if (histories.size() < 2) {
                return new HistoryNames("", "");
            }
            String common = histories.getFirst();
            for (String history : histories) {
                while (!history.startsWith(common)) {
                    common = common.substring(0, common.length() - 1);
                }
            }
            String file = Path.of(histories.getFirst()).getFileName().toString().replaceAll("\\.gz$", "");
            boolean alike = histories.stream()
                    .allMatch(history -> history.endsWith("/" + file) || history.endsWith("/" + file + ".gz"));
            return new HistoryNames(common.substring(0, common.lastIndexOf('/') + 1), alike ? "/" + file : "");
        }

        String shown(String history) {
            String name = history.substring(prefix.length());
            int end = suffix.isEmpty() ? -1 : name.lastIndexOf(suffix);
            return end > 0 ? name.substring(0, end) : name;
        }
    }
}
