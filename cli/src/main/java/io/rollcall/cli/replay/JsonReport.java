package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.events.Cause;
import io.rollcall.events.Decision;
import io.rollcall.events.ShadowVerdict;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.KnownDefect;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Writes findings for programs: one JSON object a line. */
final class JsonReport implements Report {

    /** How a replay names the lines of a history in the ids of events. */
    static final String LINE = "line:";

    private final Consumer<ObjectNode> lines;

    JsonReport(Consumer<ObjectNode> lines) {
        this.lines = lines;
    }

    @Override
    public void decision(Decision decision) {
        ShadowVerdict verdict = decision.getShadow();
        lines.accept(verdict == null || verdict.getMatched() ? matched(decision) : divergence(decision, verdict));
    }

    private static ObjectNode matched(Decision decision) {
        ObjectNode json = JsonLines.of("decision");
        action(json, decision);
        json.put("revision", decision.getRevision()).put("reason", decision.getReason());
        detail(json, decision);
        at(json, decision);
        return json;
    }

    private static ObjectNode divergence(Decision decision, ShadowVerdict verdict) {
        boolean unattributed = verdict.getSide().equals(Summary.UNATTRIBUTED);
        ObjectNode json = unattributed
                ? JsonLines.of(Summary.UNATTRIBUTED)
                : JsonLines.of("divergence").put("side", verdict.getSide());
        action(json, decision);
        historyLine(json, decision.getCause());
        json.put("explanation", verdict.getExplanation()).put("knownDefect", verdict.getKnownDefect());
        json.put("reason", decision.getReason());
        detail(json, decision);
        json.put("at", decision.getAt().toString());
        return json;
    }

    private static void action(ObjectNode json, Decision decision) {
        json.put("action", decision.getAction().name().toLowerCase(Locale.ROOT))
                .put(
                        "daemonSet",
                        decision.getDaemonSet().getNamespace() + "/"
                                + decision.getDaemonSet().getName())
                .put("node", decision.getNode())
                .put("pod", decision.getPod());
    }

    private static void detail(ObjectNode json, Decision decision) {
        ObjectNode detail = json.putObject("detail");
        new TreeMap<>(decision.getDetail()).forEach(detail::put);
    }

    private static void at(ObjectNode json, Decision decision) {
        json.put("at", decision.getAt().toString());
        Cause cause = decision.getCause();
        if (cause == null) {
            json.putNull("cause");
        } else {
            json.putObject("cause")
                    .put("topic", cause.getTopic())
                    .put("partition", cause.getPartition())
                    .put("offset", cause.getOffset());
        }
        historyLine(json, cause);
    }

    private static void historyLine(ObjectNode json, @org.jspecify.annotations.Nullable Cause cause) {
        if (cause != null && cause.getEventId().startsWith(LINE)) {
            json.put("historyLine", Integer.parseInt(cause.getEventId().substring(LINE.length())));
        } else {
            json.putNull("historyLine");
        }
    }

    @Override
    public void rollout(Rollout rollout) {
        ObjectNode json = JsonLines.of("rollout")
                .put("daemonSet", rollout.daemonSet())
                .put("revision", rollout.revision())
                .put("from", rollout.from().toString())
                .put("to", rollout.to() == null ? null : rollout.to().toString())
                .put("outcome", rollout.outcome().name().toLowerCase(Locale.ROOT))
                .put("steps", rollout.steps())
                .put("unavailableAtOnce", rollout.unavailable());
        lines.accept(json);
    }

    @Override
    public void status(Status status) {
        ObjectNode json = JsonLines.of("status").put("daemonSet", FinalState.name(status));
        json.putObject("status")
                .put("currentNumberScheduled", status.getCurrentNumberScheduled())
                .put("numberMisscheduled", status.getNumberMisscheduled())
                .put("desiredNumberScheduled", status.getDesiredNumberScheduled())
                .put("numberReady", status.getNumberReady())
                .put("observedGeneration", status.getObservedGeneration())
                .put("updatedNumberScheduled", status.getUpdatedNumberScheduled())
                .put("numberAvailable", status.getNumberAvailable())
                .put("numberUnavailable", status.getNumberUnavailable());
        if (status.getFault() != null) {
            json.put("fault", status.getFault());
        }
        lines.accept(json);
    }

    @Override
    public void pod(FinalPod pod) {
        lines.accept(JsonLines.of("pod")
                .put("daemonSet", pod.daemonSet())
                .put("node", pod.node())
                .put("pod", pod.pod().getName())
                .put("revision", pod.revision())
                .put("phase", pod.pod().getPhase())
                .put("ready", pod.pod().getReady())
                .put("terminating", pod.pod().getDeletedAt() != null));
    }

    @Override
    public void summary(Summary summary) {
        ObjectNode json = JsonLines.of("summary")
                .put("history", summary.history())
                .put("events", summary.events())
                .put("decisions", summary.tally().decisions())
                .put("ownership", summary.tally().ownership())
                .put("matched", summary.tally().matched())
                .put(
                        "divergences",
                        summary.tally().explained() + summary.tally().unexplained())
                .put("explained", summary.tally().explained())
                .put("unexplained", summary.tally().unexplained())
                .put("unattributed", summary.tally().unattributed())
                .put("badLines", summary.badLines());
        summary.tally().defects().forEach(json.putObject("defects")::put);
        StatusComparison status = summary.status();
        if (status != null) {
            json.put("statusAgrees", status.isFine());
            json.put(
                    "statusDefect",
                    status instanceof StatusComparison.Differs differs
                            ? differs.defect().map(KnownDefect::code).orElse(null)
                            : null);
        }
        lines.accept(json.put("seconds", Math.round(summary.seconds() * 1000) / 1000.0));
    }

    @Override
    public void end() {}
}
