package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes the steps of a history come true, then brings the cluster to rest. */
final class Run {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final List<ResourceKind> KINDS =
            List.of(ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION);

    final Cluster cluster = new Cluster();
    final Hands hands = new Hands(cluster);
    final RevisionHands revisions = new RevisionHands(cluster);
    final ObjectMoves objects = new ObjectMoves(cluster);
    final PodMoves pods = new PodMoves(cluster);
    final Journal journal;
    final Coverage coverage;
    final Map<String, Object> delivered = new TreeMap<>();
    final EnumMap<ResourceKind, Boolean> synced = new EnumMap<>(ResourceKind.class);
    /** Objects of which an event was lost. */
    final Set<String> missed = new HashSet<>();

    Instant now = START;

    private Run(Coverage coverage, Supplier<JournalDecider> deciders) {
        this.coverage = coverage;
        this.journal = new Journal(this::read, deciders);
    }

    /** The violation that a history leads to, empty for none. */
    static Optional<String> of(List<Step> steps) {
        return of(steps, new Coverage(), Journal::decider);
    }

    /**
     * The violation that a history leads to, empty for none.
     *
     * @param coverage takes in what came up
     * @param deciders give what is judged, knowing nothing yet
     */
    static Optional<String> of(List<Step> steps, Coverage coverage, Supplier<JournalDecider> deciders) {
        Run run = new Run(coverage, deciders);
        try {
            steps.forEach(run::make);
            new Rest(run).check();
            coverage.read(run.journal.end());
            return Optional.empty();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return Optional.of(e instanceof Violation ? String.valueOf(e.getMessage()) : e + " at " + trace[0]);
        }
    }

    /** The journal of a history in which all invariants hold. */
    static Journal journal(List<Step> steps) {
        Run run = new Run(new Coverage(), Journal::decider);
        steps.forEach(run::make);
        new Rest(run).check();
        return run.journal;
    }

    private void read(Output output) {
        coverage.written(output);
        switch (output) {
            case Output.CommandIssued issued -> hands.learn(issued.command());
            case Output.RevisionMade made -> revisions.publish(made.revision());
            case Output.Decided decided -> {}
            case Output.StatusChanged changed -> {}
            case Output.StatusGone gone -> {}
            case Output.RevisionGone gone -> revisions.withdraw(gone.daemonSetUid(), gone.hash());
        }
    }

    private void make(Step step) {
        List<Object> before = moment();
        move(step);
        if (!moment().equals(before)) {
            coverage.taken(step.move());
        }
    }

    /** Something of it differs after each step that has an effect. */
    private List<Object> moment() {
        return List.of(cluster.changes(), hands.waiting.size(), journal.changes(), now);
    }

    private void move(Step step) {
        int pick = step.pick();
        int choice = step.choice();
        switch (step.move()) {
            case NODE_JOINS -> objects.nodeJoins(pick, choice);
            case NODE_LEAVES -> objects.nodeLeaves(pick);
            case NODE_IS_REPLACED -> objects.nodeIsReplaced(pick, choice);
            case NODE_RELABELLED -> objects.nodeChanges(pick, node -> node.setLabels(Drafts.zone(choice)));
            case NODE_TAINTED -> objects.nodeChanges(pick, node -> node.setTaints(Drafts.taints(choice)));
            case NODE_REPORTS -> objects.nodeChanges(pick, node -> node.setReady(choice % 2 == 0));
            case DAEMON_SET_APPLIED -> objects.daemonSetApplied(pick, choice);
            case TEMPLATE_CHANGED -> objects.templateChanged(pick, choice);
            case STRATEGY_CHANGED -> objects.strategyChanged(pick, choice);
            case MIN_READY_CHANGED -> objects.minReadyChanged(pick, choice);
            case SELECTOR_CHANGED -> objects.selectorChanged(pick, choice);
            case DAEMON_SET_TOUCHED -> objects.daemonSetTouched(pick);
            case DAEMON_SET_TERMINATES -> objects.daemonSetTerminates(pick, now);
            case DAEMON_SET_DELETED -> objects.daemonSetDeleted(pick);
            case DAEMON_SET_ORPHANS -> objects.daemonSetOrphans(pick);
            case DAEMON_SET_RECREATED -> objects.daemonSetRecreated(pick, choice);
            case REVISION_APPEARS -> objects.revisionAppears(pick, choice);
            case POD_READY -> pods.ready(pick, choice, now);
            case POD_UNREADY -> pods.unready(pick);
            case POD_FAILED -> pods.ends(pick, "Failed");
            case POD_SUCCEEDED -> pods.ends(pick, "Succeeded");
            case POD_BOUND -> pods.bound(pick);
            case POD_DELETED -> pods.deleted(pick, choice, now);
            case POD_GONE -> pods.gone(pick);
            case POD_RELABELLED -> pods.relabelled(pick, choice);
            case ORPHAN_APPEARS -> pods.orphanAppears(pick, choice, now);
            case GARBAGE_COLLECTED -> cluster.collectGarbage();
            case WISH_CARRIED_OUT -> hands.carryOut(pick, choice, now);
            case WISH_REFUSED -> hands.refuse(pick);
            case WISH_LOST -> hands.lose(pick);
            case DELIVERED -> deliver(Topic.values()[pick % Topic.values().length], 1 + choice % 4);
            case DELIVERED_TWICE -> deliverAgain(pick);
            case EVENTS_MISSED -> cluster.missPodEvents();
            case RELISTED -> relist(Topic.OBJECTS.get(pick % Topic.OBJECTS.size()));
            case TIME_MOVED -> now = now.plus(pause(choice));
            case CLOCK_TICKED -> tick(choice);
            case RULES_ACTIVATED -> rules(RuleProfile.NAMES.get(pick % RuleProfile.NAMES.size()));
            case CALM -> new Rest(this).calm(1 + choice % 12);
            case SOURCE_SYNCED -> sync(KINDS.get(pick % KINDS.size()));
            case DECIDER_RESTARTED -> journal.restart();
        }
    }

    private static Duration pause(int choice) {
        return switch (choice % 8) {
            case 0 -> Duration.ofMillis(3);
            case 1, 2 -> Duration.ofMillis(400);
            case 3 -> Duration.ofSeconds(2);
            case 4 -> Duration.ofSeconds(5);
            case 5 -> Duration.ofSeconds(17);
            case 6 -> choice % 3 == 0 ? Duration.ofMinutes(6) : Duration.ofSeconds(100);
            default -> Duration.ofSeconds(1);
        };
    }

    /** At a deadline, shortly before it, or just so. */
    void tick(int choice) {
        Optional<Instant> next = journal.nextDeadline();
        if (next.isPresent() && choice % 3 != 0) {
            Instant at = choice % 3 == 1 ? next.get() : next.get().minusMillis(1);
            now = at.isAfter(now) ? at : now;
        }
        journal.append(now, new ClockTicked());
    }

    void rules(String profile) {
        journal.append(now, new RulesActivated(profile));
    }

    private void sync(ResourceKind kind) {
        synced.put(kind, true);
        journal.append(now, new SourceSynced(kind, 1L, 0, 1));
    }

    void syncAll() {
        KINDS.stream().filter(kind -> !synced.containsKey(kind)).forEach(this::sync);
    }

    void deliver(Topic topic, int count) {
        for (int i = 0; i < count && !cluster.waiting(topic).isEmpty(); i++) {
            append(cluster.waiting(topic).remove());
        }
    }

    /** A watch that broke: what waits is lost, and the Router tells in brackets how the list differs from what it has told before. */
    private void relist(Topic topic) {
        cluster.waiting(topic).forEach(event -> missed.add(Delivered.key(event)));
        cluster.waiting(topic).clear();
        ResourceKind kind = KINDS.get(topic.ordinal());
        journal.append(now, new RelistStarted(kind, 2L, 0, 1));
        TreeMap<String, Object> listed = cluster.list(topic);
        for (Map.Entry<String, Object> known : new TreeMap<>(delivered).entrySet()) {
            if (Delivered.isOf(topic, known.getKey()) && !Delivered.isGone(known.getValue())) {
                Object there = listed.get(known.getKey());
                if (there == null || !Delivered.isSame(there, known.getValue())) {
                    append(Delivered.gone(known.getValue()));
                }
            }
        }
        listed.values().forEach(this::append);
        journal.append(now, new RelistFinished(kind, 2L, 0, 1));
    }

    private void append(Object event) {
        delivered.put(Delivered.key(event), event);
        journal.append(now, event);
    }

    private void deliverAgain(int pick) {
        Object event = Cluster.pick(new ArrayList<>(delivered.values()), pick);
        if (event != null) {
            journal.append(now, event, true);
        }
    }
}
