package io.rollcall.projector.past;

import io.rollcall.projector.View;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The state that a view shows, as sorted text: now or at a moment, all columns that speak of the cluster and not of the log. */
final class State {

    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("nodes", "uid, name, labels, taints, unschedulable, ready, deleted_at IS NULL");
        COLUMNS.put("pods", """
                uid, namespace, name, labels, controller_kind, controller_uid, node_name, target_node, phase, ready,
                ready_since, created_at, terminating_at, reason, command_id, deleted_at IS NULL""");
        COLUMNS.put("ready_pods", "uid, journal_partition, ready_seen_at");
        COLUMNS.put("daemonsets", """
                uid, namespace, name, generation, template_generation, terminating_at, selector, template, strategy,
                max_unavailable, max_surge, min_ready_seconds, revision_history_limit, deleted_at IS NULL""");
        COLUMNS.put("specs_in_force", """
                daemonset_uid, generation, generation_at, template_generation, selector, template, strategy,
                max_unavailable, max_surge, min_ready_seconds, revision_history_limit""");
        COLUMNS.put("controller_revisions", "uid, namespace, name, controller_uid, revision, hash, deleted_at IS NULL");
        COLUMNS.put("revisions", "daemonset_uid, hash, name, revision, created_at, change_cause, template");
        COLUMNS.put("slots", """
                daemonset_uid, node, last_seq, last_command_id, last_decision_id, last_action, last_reason,
                last_decided_at""");
        COLUMNS.put("commands", """
                command_id, daemonset_uid, namespace, daemonset, node, slot_seq, action, pods, revision, reason, decided_at,
                journal_partition, journal_offset, cause_topic, cause_partition, cause_offset, outcome, outcome_reason,
                outcome_message, outcome_pod_uid, answered_at, answered_offset""");
        COLUMNS.put("decisions", """
                decision_id, at, daemonset_uid, action, node, pod, pod_uid, revision, revision_hash, reason, detail,
                command_id, slot_seq, journal_offset, cause_topic, cause_partition, cause_offset""");
        COLUMNS.put("status", """
                daemonset_uid, namespace, daemonset, at, observed_generation, desired, current, misscheduled, ready,
                updated, available, unavailable, revision_hash, revision, reasons, fault, journal_partition,
                journal_offset, cause_topic, cause_partition, cause_offset""");
        COLUMNS.put("rollouts", """
                daemonset_uid, valid_from_offset, valid_from, valid_to_offset, valid_to, revision_hash, revision, outcome""");
        COLUMNS.put("clock", "partition, journal_time, log_offset, profile");
        COLUMNS.put("sources", "kind, partition, partition_of, epoch, synced_at");
    }

    /** In shadow mode a judgement stands where the action stands that it judges, and is written later. */
    static final List<String> JUDGEMENTS = List.of("slots", "decisions");

    private State() {}

    static List<String> now(View view, List<String> without) throws SQLException {
        return of(view, Tables.NOW, without);
    }

    static List<String> asOf(View view, long journalOffset, List<String> without) throws SQLException {
        Map<Integer, Long> offsets = Map.of(0, journalOffset);
        return of(view, Tables.asOf(new Moment(new TreeMap<>(offsets), Long.MIN_VALUE, 0)), without);
    }

    private static List<String> of(View view, Tables tables, List<String> without) throws SQLException {
        List<String> state = new ArrayList<>();
        for (Map.Entry<String, String> table : COLUMNS.entrySet()) {
            if (without.contains(table.getKey())) {
                continue;
            }
            view.rows("SELECT " + table.getValue() + " FROM " + tables.of(table.getKey())).stream()
                    .map(row -> table.getKey() + ": " + row)
                    .sorted()
                    .forEach(state::add);
        }
        return state;
    }
}
