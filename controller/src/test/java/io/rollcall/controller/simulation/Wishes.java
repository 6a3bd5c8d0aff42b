package io.rollcall.controller.simulation;

import io.rollcall.controller.simulation.Knowledge.SeenPod;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last wish of each slot, and whether the journal has told how it ended. */
final class Wishes {

    private static final Duration STUCK = Duration.ofMinutes(5);

    private final TreeMap<String, Command> last = new TreeMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, String> answeredPods = new HashMap<>();
    private final Set<String> seenPods = new HashSet<>();
    private final Set<String> spentNames = new HashSet<>();
    private final Map<String, Long> creates = new HashMap<>();
    private final Knowledge knowledge;

    Wishes(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    void issued(Command command) {
        String slot = Hands.slot(command);
        Command before = last.get(slot);
        Violation.unless(
                before == null || command.getSlotSeq() > before.getSlotSeq(),
                "wish %s of slot %s is not numbered above %s",
                command.getSlotSeq(),
                slot,
                before == null ? 0 : before.getSlotSeq());
        Violation.unless(
                before == null || !isOpen(before, command.getDecidedAt()),
                "slot %s gets the wish %s while %s is open",
                slot,
                command,
                before);
        last.put(slot, command);
        if (command.getWish() instanceof CreatePod create) {
            created(command, create);
        }
    }

    /** Names are not used twice, and creations start with one and at most double (semantics 4.7). */
    private void created(Command command, CreatePod create) {
        String owner = command.getSlot().getDaemonSet().getUid();
        Violation.unless(
                !spentNames.contains(create.getPodName()),
                "the name of a pod that was there is used again: %s",
                command);
        long made = creates.merge(owner, 1L, Long::sum);
        long open = nodesWithOpen(owner, command.getDecidedAt(), other -> other.getWish() instanceof CreatePod)
                .size();
        Violation.unless(
                open <= 1L << Math.min(made - open, 8),
                "%d creations are open after %d have ended: %s",
                open,
                made - open,
                command);
    }

    void fold(JournalRecord record) {
        switch (record.getBody()) {
            case CommandResultObserved result -> {
                if (result.getOutcome() != CommandOutcome.DONE) {
                    ended.add(result.getCommandId());
                } else if (result.getPodUid() != null) {
                    answeredPods.put(result.getCommandId(), result.getPodUid());
                }
            }
            case PodObserved pod -> {
                seenPods.add(pod.getUid());
                if (pod.getCommandId() != null) {
                    if (last.values().stream()
                            .anyMatch(command -> command.getCommandId().equals(pod.getCommandId())
                                    && isOpen(command, knowledge.time()))) {
                        spentNames.add(pod.getName());
                    }
                    ended.add(pod.getCommandId());
                }
            }
            default -> {}
        }
        for (Command command : last.values()) {
            if (hasEnded(command)) {
                ended.add(command.getCommandId());
            }
        }
    }

    /** Nodes for which such a wish of this DaemonSet is open. */
    TreeSet<String> nodesWithOpen(String daemonSetUid, Instant at, Predicate<Command> which) {
        TreeSet<String> nodes = new TreeSet<>();
        for (Command command : last.values()) {
            if (command.getSlot().getDaemonSet().getUid().equals(daemonSetUid)
                    && which.test(command)
                    && isOpen(command, at)) {
                nodes.add(command.getSlot().getNode());
            }
        }
        return nodes;
    }

    /** As {@link #nodesWithOpen} for the decision's DaemonSet at its time, of nodes that should run the pod. */
    TreeSet<String> undecided(Recount recount, Decision decision, Predicate<Command> which) {
        TreeSet<String> nodes = nodesWithOpen(decision.getDaemonSet().getUid(), decision.getAt(), which);
        nodes.removeIf(node -> {
            Recount.Cell cell = recount.cells.get(node);
            return cell == null || !cell.verdict().shouldRun();
        });
        return nodes;
    }

    /** UIDs of the pods whose deletion this DaemonSet has wished for, and that were not seen going yet. */
    TreeSet<String> podsBeingDeleted(String daemonSetUid, Instant at) {
        TreeSet<String> uids = new TreeSet<>();
        for (Command command : last.values()) {
            if (command.getSlot().getDaemonSet().getUid().equals(daemonSetUid)
                    && command.getWish() instanceof DeletePods delete
                    && isOpen(command, at)) {
                delete.getPods().forEach(ref -> uids.add(ref.getUid()));
            }
        }
        return uids;
    }

    private boolean isOpen(Command command, Instant at) {
        return !hasEnded(command) && at.isBefore(command.getDecidedAt().plus(STUCK));
    }

    private boolean hasEnded(Command command) {
        if (ended.contains(command.getCommandId())) {
            return true;
        }
        String owner = command.getSlot().getDaemonSet().getUid();
        return switch (command.getWish()) {
            case CreatePod create -> {
                String uid = answeredPods.get(command.getCommandId());
                yield uid != null && seenPods.contains(uid);
            }
            case DeletePods delete -> delete.getPods().stream().noneMatch(ref -> isOwned(ref, owner, false));
            case AdoptPod adopt
            when adopt.getRevisionHash() != null ->
                !isOwned(adopt.getPod(), owner, true) || adopt.getRevisionHash().equals(labelOf(adopt.getPod()));
            case AdoptPod adopt -> !isOrphan(adopt.getPod());
            case ReleasePod release -> !isOwned(release.getPod(), owner, true);
            default -> throw new IllegalStateException("unknown wish");
        };
    }

    private boolean isOwned(PodRef ref, String owner, boolean terminatingToo) {
        SeenPod seen = knowledge.pods.get(ref.getUid());
        return seen != null
                && (terminatingToo || seen.pod().getDeletedAt() == null)
                && seen.pod().getController() != null
                && seen.pod().getController().getUid().equals(owner);
    }

    private @Nullable String labelOf(PodRef ref) {
        SeenPod seen = knowledge.pods.get(ref.getUid());
        return seen == null ? null : seen.pod().getLabels().get(Drafts.HASH);
    }

    private boolean isOrphan(PodRef ref) {
        SeenPod seen = knowledge.pods.get(ref.getUid());
        return seen != null && seen.pod().getController() == null;
    }
}
