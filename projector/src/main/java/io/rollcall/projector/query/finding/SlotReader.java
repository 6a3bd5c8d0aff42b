package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.StatusEntry;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.Revisions;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.pod.LivePods;
import io.rollcall.rules.profile.RuleProfile;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what is known about the slots of one DaemonSet, with the same rules as decisions are made by. */
public final class SlotReader {

    private final ObjectReader objects;
    private final HistoryReader history;
    private final DaemonSetRow daemonSet;
    private final Eligibility eligibility;
    private final Revisions revisions;
    private final Instant now;
    private final RuleProfile profile;
    private final @Nullable String standstill;

    /**
     * @throws QueryException when the template cannot be read
     */
    public SlotReader(DaemonSetRow daemonSet, ObjectReader objects, HistoryReader history, StateReader state)
            throws SQLException {
        this.objects = objects;
        this.history = history;
        this.daemonSet = daemonSet;
        this.eligibility = compile(daemonSet);
        this.revisions = state.revisions(daemonSet.uid());
        this.now = state.journalTime();
        this.profile = state.profile();
        this.standstill = standstill(daemonSet, state);
    }

    private static Eligibility compile(DaemonSetRow daemonSet) {
        try {
            return Eligibility.compile(PodTemplate.parse(daemonSet.template()));
        } catch (InvalidTemplateException e) {
            throw new QueryException(
                    QueryException.Kind.UNUSABLE,
                    "DaemonSet " + daemonSet.id() + " cannot be judged: " + e.getMessage());
        }
    }

    /** Why nothing is decided for the DaemonSet at all (semantics 4.1); null when nothing stands in the way. */
    private static @Nullable String standstill(DaemonSetRow daemonSet, StateReader state) throws SQLException {
        if (daemonSet.terminating()) {
            return "the DaemonSet is being deleted";
        }
        if (daemonSet.selector().isEmpty()) {
            return "the DaemonSet's selector is empty, so nothing is done for it";
        }
        List<String> notSynced = state.kindsNotSynced();
        if (!notSynced.isEmpty()) {
            return "nothing is decided before the sources have listed everything, still missing: "
                    + String.join(", ", notSynced);
        }
        Optional<String> fault = state.status(daemonSet.uid()).map(StatusEntry::fault);
        return fault.map(text -> "deciding for the DaemonSet fails: " + text).orElse(null);
    }

    Eligibility eligibility() {
        return eligibility;
    }

    RuleProfile profile() {
        return profile;
    }

    Revisions revisions() {
        return revisions;
    }

    Instant now() {
        return now;
    }

    @Nullable
    String standstill() {
        return standstill;
    }

    /** The slot of one node, present or gone. */
    public SlotFacts slot(NodeRow node) throws SQLException {
        String name = node.facts().name();
        List<PodRow> pods = with(objects.pods(daemonSet.uid(), name), objects.toAdopt(daemonSet, name));
        return facts(name, node, pods, history.lastCommand(daemonSet.uid(), name));
    }

    /**
     * The slots of all nodes, and of gone nodes that pods are left of, by node. What was commanded last is told of slots without a live
     * pod only: where there is one, it says more, and most slots of a large cluster have one.
     */
    List<SlotFacts> slots() throws SQLException {
        return slots(objects.nodes());
    }

    /**
     * As {@link #slots()}.
     *
     * @param present the nodes that are there
     */
    List<SlotFacts> slots(SortedMap<String, NodeRow> present) throws SQLException {
        SortedMap<String, NodeRow> nodes = present;
        Map<String, List<PodRow>> pods = objects.pods(daemonSet.uid());
        for (PodRow pod : objects.toAdopt(daemonSet)) {
            String node = String.valueOf(pod.facts().targetNode());
            pods.put(node, with(pods.getOrDefault(node, List.of()), List.of(pod)));
        }
        Map<String, CommandEntry> commands = history.lastCommandsWithoutPods(daemonSet.uid());
        for (String name : pods.keySet()) {
            Optional<NodeRow> gone = present.containsKey(name) ? Optional.empty() : objects.node(name);
            if (gone.isPresent()) {
                nodes = nodes == present ? new TreeMap<>(present) : nodes;
                nodes.put(name, gone.get());
            }
        }
        List<SlotFacts> slots = new ArrayList<>();
        for (Map.Entry<String, NodeRow> node : nodes.entrySet()) {
            String name = node.getKey();
            List<PodRow> there = pods.getOrDefault(name, List.of());
            boolean ended = !there.isEmpty() && there.stream().noneMatch(pod -> LivePods.counts(pod.facts(), profile));
            Optional<CommandEntry> command =
                    ended ? history.lastCommand(daemonSet.uid(), name) : Optional.ofNullable(commands.get(name));
            slots.add(facts(name, node.getValue(), there, command));
        }
        return slots;
    }

    private static List<PodRow> with(List<PodRow> owned, List<PodRow> toAdopt) {
        if (toAdopt.isEmpty()) {
            return owned;
        }
        List<PodRow> all = new ArrayList<>(owned);
        all.addAll(toAdopt);
        all.sort((a, b) -> PodFacts.SURVIVOR_ORDER.compare(a.facts(), b.facts()));
        return all;
    }

    private SlotFacts facts(String name, NodeRow node, List<PodRow> pods, Optional<CommandEntry> command)
            throws SQLException {
        Verdict verdict = node.deletedAt() == null ? eligibility.judge(node.facts()) : Verdict.NODE_GONE;
        return new SlotFacts(
                daemonSet,
                revisions,
                name,
                node,
                verdict,
                pods,
                command,
                backOffUntil(name, verdict, pods),
                now,
                profile,
                standstill);
    }

    private @Nullable Instant backOffUntil(String node, Verdict verdict, List<PodRow> pods) throws SQLException {
        return BackOffs.mayWait(verdict, pods)
                ? BackOffs.until(history.failedPodsDeleted(daemonSet.uid(), node, daemonSet.generationAt()))
                : null;
    }
}
