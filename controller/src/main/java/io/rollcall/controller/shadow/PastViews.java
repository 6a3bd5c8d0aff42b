package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The views that the other controller may have had when it took one action: the DaemonSet, the nodes and its pods each as of a moment of
 * their own, as three watches that lag differently deliver them. A mark is an offset before which something looked different; where there
 * are several, the latest comes first. What was built is kept for the next question about the same action.
 */
final class PastViews {

    private final Action action;
    private final Instant since;
    private final Proven proven;
    private final ObservedDaemonSet daemonSet;
    private final RecentMap<ObservedNode> nodes;
    private final Revisions revisions;
    private final List<DaemonSetVersion> versions;
    private final List<RecentMap.Change<SlotPods>> slotChanges;
    private final Map<Long, String> hashes = new TreeMap<>();
    private final Map<Long, RecentMap.AsOf<ObservedNode>> nodesBefore = new TreeMap<>();
    private final Map<Long, RecentMap.AsOf<SlotPods>> slotsBefore = new TreeMap<>();

    PastViews(Batch.Pending pending, ObservedDaemonSet daemonSet, RecentMap<ObservedNode> nodes, Revisions revisions) {
        this.action = pending.action();
        this.since = pending.since();
        this.proven = pending.proven();
        this.daemonSet = daemonSet;
        this.nodes = nodes;
        this.revisions = revisions;
        this.versions = daemonSet.versions(action.offset(), since).stream()
                .filter(version -> version.seen().offset() >= proven.version())
                .toList();
        this.slotChanges = daemonSet.slots().changesBefore(action.offset(), since).stream()
                .filter(change -> change.offset() > proven.pods())
                .toList();
    }

    /** The same without what earlier actions prove of each watch. */
    PastViews unbound() {
        return new PastViews(new Batch.Pending(action, since, Proven.NOTHING), daemonSet, nodes, revisions);
    }

    Action action() {
        return action;
    }

    ObservedDaemonSet daemonSet() {
        return daemonSet;
    }

    /** The oldest moment that a view may show. */
    Instant since() {
        return since;
    }

    /** The DaemonSet as it was at the action and, if it changed shortly before, as it was until then; empty when there was none. */
    List<DaemonSetVersion> versions() {
        return versions;
    }

    /** What changed in any slot shortly before the action, the latest first. */
    List<RecentMap.Change<SlotPods>> slotChanges() {
        return slotChanges;
    }

    /** A rollout deletes old pods only; creating does not ask for the pod's age here. */
    boolean isOld(View view, RuleProfile profile) {
        return action.type() != ActionType.DELETE
                || !PodVersion.isCurrent(
                        action.pod().facts(), view.hash(), view.version().spec().templateGeneration(), profile);
    }

    /** A pod may have become available only after the other controller looked. */
    List<Instant> times(DaemonSetVersion version) {
        Instant now = action.seen().time();
        return version.spec().minReadySeconds() > 0 ? List.of(now, since) : List.of(now);
    }

    /** What it had done itself by that mark and not seen yet. */
    List<Action> earlier(long slotMark) {
        return daemonSet.batch.acceptedBetween(slotMark, action.offset());
    }

    View view(DaemonSetVersion version, long nodeMark, long slotMark, Instant now) {
        return view(
                version,
                nodeMark,
                slotsBefore.computeIfAbsent(slotMark, mark -> daemonSet.slots().before(mark)),
                slotMark,
                now);
    }

    View view(DaemonSetVersion version, long nodeMark, RecentMap.AsOf<SlotPods> slots, long slotMark, Instant now) {
        return new View(
                daemonSet,
                version,
                hashes.computeIfAbsent(
                        version.seen().offset(),
                        any -> revisions.hashOf(daemonSet, version.template()).hash()),
                nodesBefore.computeIfAbsent(nodeMark, nodes::before),
                slots,
                slotMark,
                now);
    }

    /** What a node is to a rollout. */
    private enum Part {
        GONE,
        INELIGIBLE,
        ELIGIBLE
    }

    private static Part part(DaemonSetVersion version, @Nullable ObservedNode node) {
        if (node == null) {
            return Part.GONE;
        }
        return version.judge(node).shouldRun() ? Part.ELIGIBLE : Part.INELIGIBLE;
    }

    /** Nothing missed. */
    View latest(DaemonSetVersion version) {
        return view(version, action.offset(), action.offset(), action.seen().time());
    }

    /** The offsets before which the nodes looked different to a rollout of that version, the latest first; the first is the action's own. */
    List<Long> nodeMarks(DaemonSetVersion version) {
        List<Long> marks = new ArrayList<>();
        marks.add(action.offset());
        RecentMap.AsOf<ObservedNode> latest = nodesBefore.computeIfAbsent(action.offset(), nodes::before);
        Map<String, Part> parts = new TreeMap<>();
        for (RecentMap.Change<ObservedNode> change : nodes.changesBefore(action.offset(), since)) {
            Part after = parts.computeIfAbsent(change.key(), node -> part(version, latest.get(node)));
            Part before = part(version, change.before());
            parts.put(change.key(), before);
            if (before != after) {
                marks.add(change.offset());
            }
        }
        return marks;
    }

    /** What the action's node was until that change of it; empty when it was not there or that is too long ago. */
    Optional<ObservedNode> nodeBefore(Seen change) {
        return Optional.ofNullable(nodes.before(change.offset()).get(action.node()));
    }

    /** The offsets before which the action's own node was another one; the first is the action's own. */
    List<Long> nodeMarks() {
        return marks(nodes.changesBefore(action.offset(), since));
    }

    /** The offsets before which the action's slot was another one; the first is the action's own. */
    List<Long> slotMarks() {
        return marks(slotChanges);
    }

    /** The slots as they were before the action, to be taken back change by change. */
    RecentMap.AsOf<SlotPods> slots() {
        return daemonSet.slots().before(action.offset());
    }

    private <V> List<Long> marks(List<RecentMap.Change<V>> changes) {
        List<Long> marks = new ArrayList<>();
        marks.add(action.offset());
        for (RecentMap.Change<V> change : changes) {
            if (change.key().equals(action.node())) {
                marks.add(change.offset());
            }
        }
        return marks;
    }
}
