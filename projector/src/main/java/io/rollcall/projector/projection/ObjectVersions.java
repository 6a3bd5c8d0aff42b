package io.rollcall.projector.projection;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Versions of nodes, pods, DaemonSets and ControllerRevisions, as the journal has them. */
final class ObjectVersions {

    private final VersionTable nodes;
    private final VersionTable pods;
    private final VersionTable daemonSets;
    private final VersionTable revisions;
    private final Prepared generation;
    private final ReadySpells ready;

    private final Statements statements;

    ObjectVersions(Statements statements) throws SQLException {
        this.statements = statements;
        nodes = new VersionTable(
                statements, "node_versions", "name, resource_version, labels, taints, unschedulable, ready");
        pods = new VersionTable(statements, "pod_versions", """
                namespace, name, resource_version, labels, controller_kind, controller_uid, node_name, target_node, phase,
                ready, ready_since, ready_seen_at, created_at, terminating_at, reason, command_id""");
        daemonSets = new VersionTable(statements, "daemonset_versions", """
                namespace, name, resource_version, generation, generation_at, template_generation, terminating_at,
                selector, template, strategy, max_unavailable, max_surge, min_ready_seconds, revision_history_limit""");
        revisions = new VersionTable(
                statements,
                "controller_revision_versions",
                "namespace, name, resource_version, controller_uid, revision, hash");
        generation = statements.now("""
                SELECT generation, generation_at FROM daemonset_versions WHERE uid = ? AND journal_partition = ?
                ORDER BY valid_from_offset DESC LIMIT 1""");
        ready = new ReadySpells(statements);
    }

    void forget() {
        ready.forget();
    }

    void node(JournalPoint at, NodeObserved node) throws SQLException {
        nodes.put(
                at,
                node.getUid(),
                node.getChange() == ChangeType.DELETED,
                node.getName(),
                node.getResourceVersion(),
                ViewJson.map(node.getLabels()),
                ViewJson.taints(Projections.taints(node)),
                node.getUnschedulable(),
                node.getReady());
    }

    void pod(JournalPoint at, PodObserved pod) throws SQLException {
        boolean deleted = pod.getChange() == ChangeType.DELETED;
        OwnerReference controller = pod.getController();
        pods.put(
                at,
                pod.getUid(),
                deleted,
                pod.getNamespace(),
                pod.getName(),
                pod.getResourceVersion(),
                ViewJson.map(pod.getLabels()),
                controller == null ? null : controller.getKind(),
                controller == null ? null : controller.getUid(),
                pod.getNodeName(),
                pod.getTargetNode(),
                pod.getPhase(),
                pod.getReady(),
                ViewTime.microsOrNull(pod.getReadySince()),
                ready.note(at, pod.getUid(), pod.getReady() && !deleted),
                ViewTime.microsOrNull(pod.getCreatedAt()),
                ViewTime.microsOrNull(pod.getDeletedAt()),
                pod.getReason(),
                pod.getCommandId());
    }

    void daemonSet(JournalPoint at, DaemonSetObserved daemonSet) throws SQLException {
        daemonSets.put(
                at,
                daemonSet.getUid(),
                daemonSet.getChange() == ChangeType.DELETED,
                daemonSet.getNamespace(),
                daemonSet.getName(),
                daemonSet.getResourceVersion(),
                daemonSet.getGeneration(),
                generationAt(at, daemonSet),
                daemonSet.getTemplateGeneration(),
                ViewTime.microsOrNull(daemonSet.getDeletedAt()),
                ViewJson.selector(Projections.selector(daemonSet)),
                daemonSet.getTemplate(),
                daemonSet.getStrategy().name(),
                daemonSet.getMaxUnavailable(),
                daemonSet.getMaxSurge(),
                daemonSet.getMinReadySeconds(),
                daemonSet.getRevisionHistoryLimit());
    }

    private long generationAt(JournalPoint at, DaemonSetObserved daemonSet) throws SQLException {
        // The version before this one may still wait. DaemonSets change seldom.
        statements.flush();
        try (ResultSet row = generation.query(daemonSet.getUid(), at.partition())) {
            boolean known = row.next() && row.getLong(1) == daemonSet.getGeneration();
            return known ? row.getLong(2) : at.time();
        }
    }

    void revision(JournalPoint at, RevisionObserved revision) throws SQLException {
        OwnerReference controller = revision.getController();
        revisions.put(
                at,
                revision.getUid(),
                revision.getChange() == ChangeType.DELETED,
                revision.getNamespace(),
                revision.getName(),
                revision.getResourceVersion(),
                controller == null ? null : controller.getUid(),
                revision.getRevision(),
                revision.getHash());
    }
}
