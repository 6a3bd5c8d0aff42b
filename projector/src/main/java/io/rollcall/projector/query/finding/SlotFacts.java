package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.Revisions;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.LivePods;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one slot at one moment of the view.
 *
 * @param nodeName name of the node
 * @param node the node; one that is gone has deletedAt set
 * @param verdict whether the node should run a pod
 * @param pods pods of the slot that are there, those that it is to adopt among them, in the order of survival
 * @param lastCommand the command with the highest number
 * @param backOffUntil until when failed pods wait; null when none has failed at this generation
 * @param now journal time
 * @param standstill why nothing is decided for the whole DaemonSet; null when nothing stands in the way
 */
public record SlotFacts(
        DaemonSetRow daemonSet,
        Revisions revisions,
        String nodeName,
        NodeRow node,
        Verdict verdict,
        List<PodRow> pods,
        Optional<CommandEntry> lastCommand,
        @Nullable Instant backOffUntil,
        Instant now,
        RuleProfile profile,
        @Nullable String standstill) {

    boolean nodeExists() {
        return node.deletedAt() == null;
    }

    boolean backingOff() {
        return backOffUntil != null && now.isBefore(backOffUntil);
    }

    /** Pods that rules see; one that has ended and is being deleted is as good as gone. */
    List<PodRow> livePods() {
        // Asked of each slot of a large cluster, and nearly always of one pod.
        if (pods.size() == 1 && LivePods.counts(pods.getFirst().facts(), profile)) {
            return pods;
        }
        return pods.stream()
                .filter(pod -> LivePods.counts(pod.facts(), profile))
                .toList();
    }

    /** Whether a pod is of the current template; true as long as no revision is known. */
    boolean current(PodFacts pod) {
        return revisions.currentHash().isEmpty()
                || PodVersion.isCurrent(pod, revisions.currentHash(), daemonSet.templateGeneration(), profile);
    }
}
