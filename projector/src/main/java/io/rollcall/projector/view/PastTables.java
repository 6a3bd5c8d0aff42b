package io.rollcall.projector.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Queries on the tables of {@code history.sql} that give the rows which tables of {@code schema.sql} had at a moment. */
final class PastTables {

    private static final String OBJECT =
            " CASE WHEN v.deleted = 1 THEN '' ELSE COALESCE((SELECT o.object FROM objects o"
                    + " WHERE o.topic = v.cause_topic AND o.partition = v.cause_partition AND o.log_offset = v.cause_offset), '')"
                    + " END AS object, v.valid_from AS changed_at, v.cause_partition AS log_partition,"
                    + " v.cause_offset AS log_offset, CASE WHEN v.deleted = 1 THEN v.valid_from END AS deleted_at";
    private static final String NODES =
            "SELECT v.uid, v.name, v.resource_version, v.labels, v.taints, v.unschedulable, v.ready,";
    private static final String PODS =
            "SELECT v.uid, v.namespace, v.name, v.resource_version, v.labels, v.controller_kind, v.controller_uid,"
                    + " v.node_name, v.target_node, v.phase, v.ready, v.ready_since, v.created_at, v.terminating_at,"
                    + " v.reason, v.command_id,";
    private static final String SPEC =
            " v.template_generation, v.selector, v.template, v.strategy, v.max_unavailable, v.max_surge,"
                    + " v.min_ready_seconds, v.revision_history_limit,";
    private static final String DAEMON_SETS =
            "SELECT v.uid, v.namespace, v.name, v.resource_version, v.generation, v.generation_at, v.terminating_at,"
                    + SPEC;
    private static final String SPECS_IN_FORCE = "SELECT v.uid AS daemonset_uid, v.generation, v.generation_at," + SPEC
            + " v.journal_partition AS log_partition, v.valid_from_offset AS log_offset FROM daemonset_versions v";
    private static final String CONTROLLER_REVISIONS =
            "SELECT v.uid, v.namespace, v.name, v.resource_version, v.controller_uid, v.revision, v.hash,";
    private static final String REVISIONS =
            "SELECT v.daemonset_uid, v.hash, v.name, v.revision, v.created_at, v.change_cause, v.template,"
                    + " v.journal_partition AS log_partition, v.valid_from_offset AS log_offset FROM revision_versions v";
    private static final String STATUS =
            "SELECT v.daemonset_uid, v.namespace, v.daemonset, v.valid_from AS at, v.observed_generation, v.desired,"
                    + " v.current, v.misscheduled, v.ready, v.updated, v.available, v.unavailable, v.revision_hash,"
                    + " v.revision, v.reasons, v.fault, v.journal_partition, v.valid_from_offset AS journal_offset,"
                    + " v.cause_topic, v.cause_partition, v.cause_offset FROM status_versions v";

    private PastTables() {}

    static String select(String table, Moment moment) {
        return switch (table) {
            case "nodes" -> NODES + OBJECT + " FROM node_versions v WHERE " + atHome(moment);
            case "pods" ->
                eachPartition(
                        moment,
                        (partition, offset) -> PODS + OBJECT + " FROM pod_versions v WHERE " + held(partition, offset)
                                + (partition == moment.home() ? "" : " AND v.controller_uid IS NOT NULL"));
            case "ready_pods" -> {
                String select = "SELECT v.uid, v.journal_partition, v.ready_seen_at FROM pod_versions v WHERE ";
                yield eachPartition(
                        moment,
                        (partition, offset) -> select + held(partition, offset) + " AND v.ready_seen_at IS NOT NULL");
            }
            case "daemonsets" -> versions(moment, DAEMON_SETS + OBJECT + " FROM daemonset_versions v");
            case "specs_in_force" -> versions(moment, SPECS_IN_FORCE);
            case "controller_revisions" ->
                versions(moment, CONTROLLER_REVISIONS + OBJECT + " FROM controller_revision_versions v");
            case "revisions" -> versions(moment, REVISIONS);
            case "status" -> versions(moment, STATUS);
            case "commands" -> eachPartition(moment, PastTables::commands);
            case "decisions" ->
                eachPartition(
                        moment,
                        (partition, offset) -> "SELECT v.* FROM decisions v WHERE v.journal_partition = " + partition
                                + " AND v.journal_offset <= " + offset);
            case "slots" -> eachPartition(moment, PastTables::slots);
            case "rollouts" -> eachPartition(moment, PastTables::rollouts);
            case "clock" -> eachPartition(moment, (partition, offset) -> clock(partition, offset, moment.time()));
            case "sources" -> sources(moment);
            case "rejected" -> "SELECT v.* FROM rejected v WHERE v.at <= " + moment.time();
            default -> throw new IllegalArgumentException("table " + table + " has no past");
        };
    }

    private interface OfPartition {
        String select(int partition, long offset);
    }

    private static String eachPartition(Moment moment, OfPartition part) {
        List<String> selects = new ArrayList<>();
        for (Map.Entry<Integer, Long> entry : moment.offsets().entrySet()) {
            selects.add(part.select(entry.getKey(), entry.getValue()));
        }
        // Before the first record of the journal: the columns, and no row.
        return selects.isEmpty() ? part.select(0, -1) : String.join(" UNION ALL ", selects);
    }

    private static String versions(Moment moment, String select) {
        return eachPartition(moment, (partition, offset) -> select + " WHERE " + held(partition, offset));
    }

    private static String atHome(Moment moment) {
        return held(moment.home(), moment.offsets().getOrDefault(moment.home(), -1L));
    }

    private static String held(int partition, long offset) {
        return "v.journal_partition = " + partition + " AND v.valid_from_offset <= " + offset
                + " AND (v.valid_to_offset IS NULL OR v.valid_to_offset > " + offset + ")";
    }

    private static String commands(int partition, long offset) {
        String answered = "CASE WHEN v.answered_offset <= " + offset + " THEN v.";
        StringBuilder columns = new StringBuilder();
        for (String column : List.of(
                "outcome", "outcome_reason", "outcome_message", "outcome_pod_uid", "answered_at", "answered_offset")) {
            columns.append(", ")
                    .append(answered)
                    .append(column)
                    .append(" END AS ")
                    .append(column);
        }
        return "SELECT v.command_id, v.daemonset_uid, v.namespace, v.daemonset, v.node, v.slot_seq, v.action, v.pods,"
                + " v.revision, v.reason, v.decided_at, v.journal_topic, v.journal_partition, v.journal_offset,"
                + " v.cause_topic, v.cause_partition, v.cause_offset" + columns
                + " FROM commands v WHERE v.action IS NOT NULL AND v.journal_partition = " + partition
                + " AND v.journal_offset <= " + offset;
    }

    private static String slots(int partition, long offset) {
        String until = "journal_partition = " + partition + " AND journal_offset <= " + offset;
        String last =
                ".daemonset_uid = k.daemonset_uid AND %1$s.node = k.node AND %1$s.journal_partition = " + partition
                        + " AND %1$s.journal_offset <= " + offset
                        + " AND (%1$s.valid_to_offset IS NULL OR %1$s.valid_to_offset > "
                        + offset + ")";
        return "SELECT k.daemonset_uid, k.node, COALESCE(c.slot_seq, 0) AS last_seq, c.command_id AS last_command_id,"
                + " d.decision_id AS last_decision_id, d.action AS last_action, d.reason AS last_reason,"
                + " d.at AS last_decided_at FROM (SELECT daemonset_uid, node FROM commands WHERE action IS NOT NULL AND "
                + until + " UNION SELECT daemonset_uid, node FROM decisions WHERE " + until + ") k"
                + " LEFT JOIN commands c ON c" + last.replace("%1$s", "c") + " AND c.action IS NOT NULL"
                + " LEFT JOIN decisions d ON d" + last.replace("%1$s", "d");
    }

    private static String rollouts(int partition, long offset) {
        String ended = "CASE WHEN v.valid_to_offset <= " + offset + " THEN v.";
        return "SELECT v.daemonset_uid, v.journal_partition, v.valid_from_offset, v.valid_from, " + ended
                + "valid_to_offset END AS valid_to_offset, " + ended
                + "valid_to END AS valid_to, v.namespace, v.daemonset,"
                + " v.revision_hash, v.revision, " + ended
                + "outcome END AS outcome, v.cause_topic, v.cause_partition, v.cause_offset FROM rollouts v"
                + " WHERE v.journal_partition = " + partition + " AND v.valid_from_offset <= " + offset;
    }

    private static String clock(int partition, long offset, long time) {
        return "SELECT v.partition, CASE WHEN v.at < " + time + " THEN " + time + " ELSE v.at END AS journal_time,"
                + " v.log_offset, COALESCE((SELECT r.profile FROM journal r WHERE r.partition = " + partition
                + " AND r.kind = 'RULES' AND r.log_offset <= " + offset
                + " ORDER BY r.log_offset DESC LIMIT 1), '') AS profile FROM journal v WHERE v.partition = " + partition
                + " AND v.log_offset = (SELECT max(l.log_offset) FROM journal l WHERE l.partition = " + partition
                + " AND l.log_offset <= " + offset + ")";
    }

    private static String sources(Moment moment) {
        long offset = moment.offsets().getOrDefault(moment.home(), -1L);
        String until = ".journal_partition = " + moment.home()
                + " AND %1$s.barrier = 'SYNCED' AND %1$s.valid_from_offset <= " + offset;
        return "SELECT v.kind, v.partition, v.partition_of, v.epoch, v.valid_from AS synced_at FROM barriers v WHERE v"
                + until.replace("%1$s", "v")
                + " AND NOT EXISTS (SELECT 1 FROM barriers n WHERE n" + until.replace("%1$s", "n")
                + " AND n.kind = v.kind AND n.partition = v.partition AND (n.epoch > v.epoch"
                + " OR (n.epoch = v.epoch AND n.valid_from_offset > v.valid_from_offset)))";
    }
}
