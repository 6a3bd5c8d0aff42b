package io.rollcall.cli.replay;

import io.rollcall.cli.console.TextTable;
import io.rollcall.events.Cause;
import io.rollcall.events.Decision;
import io.rollcall.events.Status;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a closed-loop replay for people: the decisions and what they led to. */
final class TextReport implements Report {

    private final PrintWriter out;
    private final Map<String, Integer> pods = new TreeMap<>();
    private final List<Status> statuses = new ArrayList<>();
    private final List<Rollout> rollouts = new ArrayList<>();

    TextReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void decision(Decision decision) {
        out.println(decision.getAt() + "  " + action(decision) + ": " + decision.getReason() + detail(decision) + "; "
                + cause(decision));
    }

    @Override
    public void rollout(Rollout rollout) {
        rollouts.add(rollout);
    }

    @Override
    public void status(Status status) {
        statuses.add(status);
    }

    @Override
    public void pod(FinalPod pod) {
        pods.merge(pod.daemonSet(), 1, Integer::sum);
    }

    @Override
    public void summary(Summary summary) {
        statuses(summary);
        statuses.clear();
        pods.clear();
    }

    private void statuses(Summary summary) {
        TextTable table =
                new TextTable("DAEMONSET", "#DESIRED", "#CURRENT", "#READY", "#UP-TO-DATE", "#AVAILABLE", "#PODS");
        for (Status status : statuses) {
            String name = FinalState.name(status);
            table.row(
                    name,
                    status.getDesiredNumberScheduled(),
                    status.getCurrentNumberScheduled(),
                    status.getNumberReady(),
                    status.getUpdatedNumberScheduled(),
                    status.getNumberAvailable(),
                    pods.getOrDefault(name, 0));
        }
        out.println(String.format(
                Locale.ROOT,
                "%s: %d events of nodes and DaemonSets, %d decisions, %.1f s",
                summary.history(),
                summary.events(),
                summary.tally().decisions(),
                summary.seconds()));
        table.lines().forEach(out::println);
        rollouts.forEach(rollout -> out.println(text(rollout)));
        rollouts.clear();
        out.println();
    }

    @Override
    public void end() {
        out.flush();
    }

    private static String text(Rollout rollout) {
        String took = rollout.to() == null
                ? "under way"
                : String.format(
                        Locale.ROOT,
                        "%s after %.1f s",
                        rollout.outcome().name().toLowerCase(Locale.ROOT),
                        Duration.between(rollout.from(), rollout.to()).toMillis() / 1e3);
        return rollout.daemonSet() + ": rollout of revision " + rollout.revision() + " " + took + ", "
                + rollout.steps() + (rollout.steps() == 1 ? " step" : " steps") + ", at most "
                + rollout.unavailable() + " unavailable";
    }

    private static String action(Decision decision) {
        String revision = decision.getRevision() == 0 ? "" : " (revision " + decision.getRevision() + ")";
        return decision.getAction().name().toLowerCase(Locale.ROOT) + " " + decision.getPod() + revision + " on "
                + decision.getNode() + " for " + decision.getDaemonSet().getNamespace() + "/"
                + decision.getDaemonSet().getName();
    }

    private static String detail(Decision decision) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(decision.getDetail())
                .forEach((key, value) -> text.append(text.length() == 0 ? " " : ", ")
                        .append(key)
                        .append('=')
                        .append(value));
        return text.toString();
    }

    private static String cause(Decision decision) {
        Cause cause = decision.getCause();
        if (cause == null) {
            return "caused by time";
        }
        if (cause.getEventId().startsWith(ClosedLoopReplay.PATCH)) {
            return cause.getEventId().substring(ClosedLoopReplay.PATCH.length());
        }
        return cause.getEventId().startsWith(JsonReport.LINE)
                ? "line " + cause.getEventId().substring(JsonReport.LINE.length())
                : "caused by " + cause.getTopic() + "-" + cause.getPartition() + "@" + cause.getOffset();
    }
}
