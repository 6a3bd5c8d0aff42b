package io.rollcall.projector.metrics;

import java.util.List;
import java.util.stream.Stream;

/** Metrics of Rollcall's own. */
public final class RollcallFamilies {

    static final Family VERDICTS = Family.gauge(
            "rollcall_daemonset_nodes",
            "Nodes by the reason for which they have no pod, or wait.",
            "namespace",
            "daemonset",
            "reason");
    static final Family FAULT = Family.gauge(
            "rollcall_daemonset_fault", "1 while deciding for the DaemonSet fails.", "namespace", "daemonset");
    static final Family REVISION =
            Family.gauge("rollcall_daemonset_revision", "Number of the current revision.", "namespace", "daemonset");
    static final Family ROLLING =
            Family.gauge("rollcall_rollout_in_progress", "1 while a rollout is under way.", "namespace", "daemonset");
    static final Family ROLLOUT_STARTED = Family.gauge(
            "rollcall_rollout_start_time_seconds",
            "When the rollout that is under way began, seconds since 1970.",
            "namespace",
            "daemonset");
    static final Family ROLLOUT_PROGRESS = Family.gauge(
            "rollcall_rollout_progress_ratio",
            "Part of the nodes that should run the pod whose pod is of the current revision.",
            "namespace",
            "daemonset");
    static final Family COMMANDS_OPEN =
            Family.gauge("rollcall_commands_open", "Commands that nobody has answered yet.", "namespace", "daemonset");
    static final Family COMMANDS_OPEN_SINCE = Family.gauge(
            "rollcall_commands_open_since_seconds",
            "When the oldest command that nobody has answered was decided upon, seconds since 1970.",
            "namespace",
            "daemonset");
    static final Family DECISIONS = Family.counter(
            "rollcall_decisions_total",
            "Decisions in the view, and those that were in it.",
            "namespace",
            "daemonset",
            "action",
            "reason");
    static final Family REJECTED = Family.counter(
            "rollcall_rejected_records_total", "Records that could not be used.", "rejected_by", "reason");
    static final Family READY = Family.gauge(
            "rollcall_projection_ready", "1 once the view has reached the end of the log since the projector started.");
    static final Family LAG =
            Family.gauge("rollcall_projection_lag_records", "Records still to be read; absent while not known.");
    static final Family LAG_SECONDS = Family.gauge(
            "rollcall_projection_lag_seconds",
            "How old the newest record read is while there are others to read; 0 when there are none.");
    static final Family RECORDS =
            Family.counter("rollcall_projection_records_total", "Records read since the projector started.");
    static final Family JOURNAL = Family.gauge(
            "rollcall_journal_position", "Offset up to which a partition of the journal has been read.", "partition");
    static final Family JOURNAL_TIME = Family.gauge(
            "rollcall_journal_time_seconds", "Journal time of a partition, seconds since 1970.", "partition");
    static final Family HTTP = Family.counter(
            "rollcall_http_requests_total", "Requests that the web API answered.", "method", "path", "status");
    static final Family HTTP_SECONDS = Family.counter(
            "rollcall_http_request_seconds_total", "Time that answering them took.", "method", "path", "status");
    static final Family COST =
            Family.gauge("rollcall_metrics_collection_seconds", "What it took to collect these metrics.");

    private static final List<Family> OWN = List.of(
            VERDICTS,
            FAULT,
            REVISION,
            ROLLING,
            ROLLOUT_STARTED,
            ROLLOUT_PROGRESS,
            COMMANDS_OPEN,
            COMMANDS_OPEN_SINCE,
            DECISIONS,
            REJECTED,
            READY,
            LAG,
            LAG_SECONDS,
            RECORDS,
            JOURNAL,
            JOURNAL_TIME,
            HTTP,
            HTTP_SECONDS,
            COST);

    private RollcallFamilies() {}

    /** All metrics there are, those of kube-state-metrics first. */
    public static List<Family> all() {
        return Stream.concat(KubeFamilies.ALL.stream(), OWN.stream()).toList();
    }
}
