package io.rollcall.controller.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.AdoptPod;
import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.Revision;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A journal told in the words of the domain: events in, wishes answered as an obedient cluster would, actions counted. Time stands still
 * unless a test moves it.
 */
final class Scenario {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    final TreeMap<String, PodObserved> pods = new TreeMap<>();
    final List<Decision> decisions = new ArrayList<>();
    final List<Revision> revisions = new ArrayList<>();
    final List<Status> statuses = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();
    final List<JournalRecord> journal = new ArrayList<>();
    final List<Instant> times = new ArrayList<>();
    final Deque<Command> open = new ArrayDeque<>();

    Decider decider;
    Instant now = START;
    private final RuleProfile profile;
    private Predicate<Command> answered = command -> true;
    private Predicate<Command> refused = command -> false;
    private String refusal = "Forbidden";
    private boolean podsStartReady;
    private int version = 1;
    private boolean faultsExpected;
    private int uidCounter;
    private int counted;

    Scenario(RuleProfile profile) {
        this.profile = profile;
        this.decider = new Decider(profile, DeciderOptions.DEFAULTS);
    }

    static Scenario given(Fixture... fixtures) {
        return given(RuleProfile.NEWEST, fixtures);
    }

    static Scenario given(RuleProfile profile, Fixture... fixtures) {
        Scenario scenario = new Scenario(profile);
        for (Fixture fixture : fixtures) {
            fixture.addTo(scenario);
        }
        return scenario;
    }

    /** Something that is there before the sources have reported. */
    interface Fixture {
        void addTo(Scenario scenario);
    }

    /** All sources report; from here on there are decisions. */
    Scenario synced() {
        for (ResourceKind kind : List.of(
                ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION)) {
            append(new SourceSynced(kind, 1L, 0, 1));
        }
        return this;
    }

    Scenario when(Fixture... events) {
        for (Fixture event : events) {
            event.addTo(this);
        }
        return this;
    }

    /** Created pods are Ready as soon as they are seen. */
    Scenario podsStartReady() {
        podsStartReady = true;
        return this;
    }

    Scenario expectingFaults() {
        faultsExpected = true;
        return this;
    }

    /** Created pods stay Pending until a test says otherwise. */
    Scenario podsStartPending() {
        podsStartReady = false;
        return this;
    }

    Scenario wishesStayUnanswered() {
        answered = command -> false;
        return this;
    }

    Scenario wishesAreAnswered() {
        answered = command -> true;
        return this;
    }

    Scenario refusing(Predicate<Command> which) {
        return refusing("Forbidden", which);
    }

    Scenario refusing(String reason, Predicate<Command> which) {
        refusal = reason;
        refused = which;
        return this;
    }

    /** Answers what is open now, and nothing that this leads to. */
    List<Command> answerOpen() {
        List<Command> commands = List.copyOf(open);
        open.clear();
        commands.forEach(this::answer);
        return commands;
    }

    /** Every pod that is there, Running and Ready since now. */
    Scenario allPodsBecomeReady() {
        List.copyOf(pods.values()).forEach(pod -> {
            if (!pod.getReady() && pod.getDeletedAt() == null) {
                observe(ready(pod, now));
            }
        });
        return this;
    }

    Scenario after(Duration duration) {
        now = now.plus(duration);
        append(new ClockTicked());
        return this;
    }

    PodObserved ready(PodObserved pod, Instant since) {
        return next(pod).setPhase("Running").setReady(true).setReadySince(since).build();
    }

    PodObserved.Builder next(PodObserved pod) {
        return PodObserved.newBuilder(pod)
                .setChange(ChangeType.MODIFIED)
                .setResourceVersion(Integer.toString(version++));
    }

    /** Answers what is open, and what that leads to, until nothing is. Counts what was decided since it was last asked. */
    Counted settle() {
        Deque<Command> waiting = new ArrayDeque<>();
        while (!open.isEmpty()) {
            Command command = open.poll();
            if (answered.test(command)) {
                answer(command);
            } else {
                waiting.add(command);
            }
        }
        open.addAll(waiting);
        return counted();
    }

    /** What was decided since it was last asked, with nothing answered. */
    Counted counted() {
        int from = counted;
        counted = decisions.size();
        int creates = 0;
        int deletes = 0;
        for (Decision decision : decisions.subList(from, decisions.size())) {
            switch (decision.getAction()) {
                case CREATE -> creates++;
                case DELETE -> deletes++;
                case ADOPT, RELEASE, UNKNOWN -> {}
            }
        }
        return new Counted(creates, deletes);
    }

    /** How many decisions there were when it was last asked. */
    int decisionsCounted() {
        return counted;
    }

    /** Creations and deletions, in the notation of the checklist. */
    record Counted(int creates, int deletes) {}

    void observe(PodObserved pod) {
        if (pod.getChange() == ChangeType.DELETED) {
            pods.remove(pod.getUid());
        } else {
            pods.put(pod.getUid(), pod);
        }
        append(pod);
    }

    void append(Object body) {
        JournalRecord record = JournalRecord.newBuilder()
                .setCause(
                        body instanceof ClockTicked
                                ? null
                                : new Cause("rollcall.events", 0, (long) journal.size(), "event:" + journal.size()))
                .setObservedAt(now)
                .setBody(body)
                .build();
        long offset = journal.size();
        journal.add(record);
        times.add(now);
        take(decider.handle(new JournalPosition("rollcall.journal", 0, offset), now, record));
    }

    private void take(Outcome outcome) {
        outcomes.add(outcome);
        for (Output output : outcome.outputs()) {
            switch (output) {
                case Output.CommandIssued issued -> open.add(issued.command());
                case Output.Decided decided -> decisions.add(decided.decision());
                case Output.StatusChanged changed -> {
                    assertThat(changed.status().getFault() == null || faultsExpected)
                            .as("fault: %s", changed.status().getFault())
                            .isTrue();
                    statuses.add(changed.status());
                }
                case Output.RevisionMade made -> revisions.add(made.revision());
                case Output.StatusGone gone -> {}
                case Output.RevisionGone gone -> {}
            }
        }
    }

    private void answer(Command command) {
        if (refused.test(command)) {
            append(result(command, CommandOutcome.FAILED, null)
                    .setReason(refusal)
                    .build());
            return;
        }
        switch (command.getWish()) {
            case CreatePod create -> {
                PodObserved pod = created(command, create);
                append(result(command, CommandOutcome.DONE, new PodRef(pod.getName(), pod.getUid()))
                        .build());
                observe(pod);
            }
            case DeletePods delete -> {
                append(result(command, CommandOutcome.DONE, null).build());
                for (PodRef ref : delete.getPods()) {
                    disappear(ref.getUid());
                }
            }
            case AdoptPod adopt -> {
                append(result(command, CommandOutcome.DONE, adopt.getPod()).build());
                PodObserved pod = existing(adopt.getPod().getUid());
                observe(next(pod).setController(owner(command)).build());
            }
            case ReleasePod release -> {
                append(result(command, CommandOutcome.DONE, release.getPod()).build());
                observe(next(existing(release.getPod().getUid()))
                        .setController(null)
                        .build());
            }
            default -> throw new IllegalStateException("unknown wish");
        }
    }

    /** A pod that must be there. */
    PodObserved existing(String uid) {
        return Objects.requireNonNull(pods.get(uid), uid);
    }

    /** First terminating, then gone, as a real deletion shows. */
    void disappear(String uid) {
        PodObserved pod = pods.get(uid);
        if (pod != null) {
            observe(next(pod).setDeletedAt(now).build());
            observe(next(pod).setDeletedAt(now).setChange(ChangeType.DELETED).build());
        }
    }

    private CommandResultObserved.Builder result(Command command, CommandOutcome outcome, @Nullable PodRef pod) {
        return CommandResultObserved.newBuilder()
                .setCommandId(command.getCommandId())
                .setSlot(command.getSlot())
                .setSlotSeq(command.getSlotSeq())
                .setOutcome(outcome)
                .setPodName(pod == null ? null : pod.getName())
                .setPodUid(pod == null ? null : pod.getUid());
    }

    private PodObserved created(Command command, CreatePod create) {
        DaemonSetObserved daemonSet = daemonSet(command.getSlot().getDaemonSet().getUid());
        TreeMap<String, String> labels = new TreeMap<>(daemonSet.getSelector().getMatchLabels());
        labels.put("controller-revision-hash", create.getRevisionHash());
        PodObserved pod = Fixtures.pod(create.getPodName(), "uid-" + ++uidCounter, daemonSet.getNamespace(), labels)
                .setController(owner(command))
                .setNodeName(command.getSlot().getNode())
                .setTargetNode(command.getSlot().getNode())
                .setCreatedAt(now)
                .setResourceVersion(Integer.toString(version++))
                .setCommandId(command.getCommandId())
                .build();
        return podsStartReady
                ? PodObserved.newBuilder(pod)
                        .setPhase("Running")
                        .setReady(true)
                        .setReadySince(now)
                        .build()
                : pod;
    }

    private static OwnerReference owner(Command command) {
        return Fixtures.owner(
                command.getSlot().getDaemonSet().getName(),
                command.getSlot().getDaemonSet().getUid());
    }

    DaemonSetObserved daemonSet(String uid) {
        for (DaemonSetAggregate daemonSet : decider.daemonSets()) {
            if (daemonSet.uid.equals(uid)) {
                return daemonSet.observed();
            }
        }
        throw new IllegalStateException("no DaemonSet " + uid);
    }

    int nextVersion() {
        return version++;
    }

    RuleProfile profile() {
        return profile;
    }

    Status status() {
        return statuses.get(statuses.size() - 1);
    }

    /** Nodes that the living pods of this DaemonSet stand on, one entry a pod. */
    List<String> nodesOfPods(String daemonSetUid) {
        return pods.values().stream()
                .filter(pod -> pod.getController() != null
                        && pod.getController().getUid().equals(daemonSetUid))
                .map(pod -> pod.getTargetNode() == null ? "?" : pod.getTargetNode())
                .sorted()
                .toList();
    }

    List<PodObserved> podsOn(String node) {
        return pods.values().stream()
                .filter(pod -> node.equals(pod.getTargetNode()))
                .toList();
    }

    void node(NodeObserved node) {
        append(node);
    }
}
