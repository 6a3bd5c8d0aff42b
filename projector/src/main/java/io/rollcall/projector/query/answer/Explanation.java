package io.rollcall.projector.query.answer;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The answer to "why?": records for programs; {@code ExplanationText} for people. */
public sealed interface Explanation {

    /** The answer in one sentence, without a full stop. */
    String verdict();

    /**
     * Why one node has, or has not, a pod of a DaemonSet.
     *
     * @param kind always {@code slot}
     * @param daemonSet namespace/name
     * @param node name of the node
     * @param code code of the answer
     * @param standing PROBLEM, UNDER_WAY, FINE or LEFT_OUT
     * @param shouldRun whether the node should run a pod
     * @param shouldContinue whether one that is there may stay
     * @param detail what the obstacle speaks of; empty without one
     * @param since since when the first failed check fails, or where none does the answer is this one; the event that made it so, and
     *     the answer before; null when the journal does not say, as while the view is behind
     * @param failed the first check that failed; null when none did
     * @param checks everything that was looked at, in order
     * @param pods the pods of the slot
     * @param command the newest command of the slot; null when there was none
     * @param backOffUntil until when failed pods wait; null when none does
     * @param decisions the newest decisions about the slot, newest first
     * @param wouldChange what would change the answer; empty where that is not clear
     * @param asOf journal time of the view
     */
    record OfSlot(
            String kind,
            String verdict,
            String daemonSet,
            String node,
            String code,
            String standing,
            boolean shouldRun,
            boolean shouldContinue,
            SortedMap<String, String> detail,
            @Nullable Since since,
            @Nullable CheckEntry failed,
            List<CheckEntry> checks,
            List<PodView> pods,
            @Nullable CommandEntry command,
            @Nullable Instant backOffUntil,
            List<DecisionEntry> decisions,
            List<String> wouldChange,
            Instant asOf)
            implements Explanation {}

    /**
     * How a DaemonSet stands on all nodes.
     *
     * @param kind always {@code daemonSet}
     * @param daemonSet namespace/name
     * @param generation metadata.generation
     * @param revision number of the current revision, 0 before there is one
     * @param status its status as last decided; null before the first
     * @param rollout how its rollout stands
     * @param refused its newest version, when that was refused; null when it is in force or not judged yet
     * @param groups the nodes by what is to be said about them, problems first
     * @param revisions the revisions that are kept, by number
     * @param decisions the newest decisions, newest first
     * @param events the newest Kubernetes events, newest first
     * @param wouldChange what would change the answer; empty where that is not clear
     * @param asOf journal time of the view
     */
    record OfDaemonSet(
            String kind,
            String verdict,
            String daemonSet,
            long generation,
            long revision,
            @Nullable StatusEntry status,
            RolloutEntry rollout,
            @Nullable RefusedEntry refused,
            List<NodeGroup> groups,
            List<RevisionEntry> revisions,
            List<DecisionEntry> decisions,
            List<EventEntry> events,
            List<String> wouldChange,
            Instant asOf)
            implements Explanation {}

    /**
     * Why a pod was created and deleted, by whom, and what happened to it between.
     *
     * @param kind always {@code pod}
     * @param pod namespace/name
     * @param uid its UID; of several pods that had the name, the newest
     * @param daemonSet namespace/name of the DaemonSet that owns it, or owned it last; null for a pod that none ever did
     * @param node the node it belongs to; null without one
     * @param phase Kubernetes' word, as last seen
     * @param state PRESENT, TERMINATING or GONE
     * @param created who created it and why
     * @param deleted who deleted it and why; null while nobody has
     * @param replaces the pod of the slot before it; null without one
     * @param replacedBy the pod of the slot after it; null without one
     * @param timeline its life, oldest first
     * @param asOf journal time of the view
     */
    record OfPod(
            String kind,
            String verdict,
            String pod,
            String uid,
            @Nullable String daemonSet,
            @Nullable String node,
            String phase,
            String state,
            PodAgency created,
            @Nullable PodAgency deleted,
            @Nullable String replaces,
            @Nullable String replacedBy,
            List<PodMoment> timeline,
            Instant asOf)
            implements Explanation {}

    /**
     * Nodes about which the same is to be said.
     *
     * @param code code of the answer
     * @param standing PROBLEM, UNDER_WAY, FINE or LEFT_OUT
     * @param text what they have in common
     * @param count how many
     * @param nodes their names, in order
     */
    record NodeGroup(String code, String standing, String text, int count, List<String> nodes) {}
}
