package io.rollcall.controller.aggregate;

import io.rollcall.events.Cause;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DaemonSetState;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.status.Counters;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One DaemonSet: its spec, revisions, slots (one a node), pace of creations, and the sums over its slots. The sums are kept by taking a
 * slot's assessment out and putting the new one in, so that they always equal a full recount.
 */
final class DaemonSetAggregate {

    final String uid;
    final RevisionLedger revisions = new RevisionLedger();
    final TreeMap<String, Slot> slots = new TreeMap<>();
    final CreateWindow window = new CreateWindow();
    final OpenDeletes deletes = new OpenDeletes();
    final WaitingSlots waiting = new WaitingSlots();

    /** How many pods have which hash label, so that a revision in use is known without looking at slots. */
    private final TreeMap<String, Integer> podsByHash = new TreeMap<>();

    /** Slots to look at before the present record is done. */
    final TreeSet<String> touched = new TreeSet<>();

    private @Nullable DaemonSetObserved observed;
    private @Nullable DaemonSetSpec spec;
    private boolean selectsItsPods;
    private @Nullable Eligibility eligibility;
    private @Nullable Cause cause;
    private long specOffset;

    /** Slots before this one have no open wish from before the present spec. */
    private String firstUnchecked = "";

    private long observedGeneration;
    private @Nullable String fault;
    private @Nullable String invalidSpec;

    private Counters counters = Counters.ZERO;
    private final TreeMap<String, Integer> holds = new TreeMap<>();
    private RolloutIndex rollout;
    private @Nullable StatusFacts lastStatus;

    /** When creations go on after a refusal. */
    @Nullable
    Deadline createsGoOn;

    DaemonSetAggregate(String uid, RuleProfile profile) {
        this.uid = uid;
        this.rollout = new RolloutIndex(profile);
    }

    /** Whether the DaemonSet itself, and not only a revision of it, has been observed with a usable spec. */
    boolean isKnown() {
        return spec != null;
    }

    DaemonSetObserved observed() {
        return require(observed);
    }

    DaemonSetSpec spec() {
        return require(spec);
    }

    boolean isDeleting() {
        return observed().getDeletedAt() != null;
    }

    /**
     * Whether there is anything to decide: a deleted DaemonSet, one that selects everything (semantics 4.1) and one that does not select
     * the pods of its own template are left alone.
     */
    boolean isActive() {
        return isKnown() && !isDeleting() && selectsItsPods;
    }

    DaemonSetRef ref() {
        return new DaemonSetRef(observed().getNamespace(), observed().getName(), uid);
    }

    /** Hash of the current revision; empty before the first evaluation, when every pod counts as old. */
    String currentHash() {
        RevisionEntry current = revisions.current();
        return current == null ? "" : current.hash();
    }

    boolean surges() {
        return spec().strategy() instanceof UpdateStrategy.RollingUpdate rolling && Budget.surgeAllowed(rolling);
    }

    Verdict judge(KnownNode node) {
        return require(eligibility).judge(node.facts());
    }

    long observedGeneration() {
        return observedGeneration;
    }

    void observedGeneration(long generation) {
        observedGeneration = generation;
    }

    long specOffset() {
        return specOffset;
    }

    @Nullable
    String fault() {
        return fault;
    }

    void fault(@Nullable String reason) {
        fault = reason;
    }

    /** Why the newest spec cannot be used while the last valid one stays in force; null when it can. */
    @Nullable
    String invalidSpec() {
        return invalidSpec;
    }

    void invalidSpec(@Nullable String reason) {
        invalidSpec = reason;
    }

    Counters counters() {
        return counters;
    }

    TreeMap<String, Integer> holds() {
        return holds;
    }

    RolloutIndex rollout() {
        return rollout;
    }

    @Nullable
    StatusFacts lastStatus() {
        return lastStatus;
    }

    void lastStatus(StatusFacts status) {
        lastStatus = status;
    }

    /**
     * Takes another version of the object.
     *
     * @return whether the spec differs, so that all slots have to be judged anew
     */
    boolean observe(DaemonSetObserved object, DaemonSetSpec newSpec, long offset, @Nullable Cause newCause) {
        boolean changed = !newSpec.equals(spec);
        if (changed
                || observed == null
                || (observed.getDeletedAt() == null) != (object.getDeletedAt() == null)
                || !Objects.equals(observed.getCollisionCount(), object.getCollisionCount())) {
            revisions.stale(true);
        }
        if (changed) {
            if (spec == null || !newSpec.template().equals(spec.template())) {
                eligibility = Eligibility.compile(newSpec.template());
            }
            spec = newSpec;
            selectsItsPods = newSpec.selectsItsPods();
            specOffset = offset;
            firstUnchecked = "";
            cause = newCause;
            fault = null;
        }
        observed = object;
        invalidSpec = null;
        return changed;
    }

    /** Whether a wish from before the present spec is open. Looks at each slot once for each spec, however often it is asked. */
    boolean waitsForEarlierWish() {
        for (Slot slot : slots.tailMap(firstUnchecked, true).values()) {
            if (slot.wish != null && slot.wish.getCommand().getJournal().getOffset() < specOffset) {
                firstUnchecked = slot.node;
                return true;
            }
        }
        return false;
    }

    Slot slot(String node) {
        return slots.computeIfAbsent(node, name -> new Slot(name, Verdict.NODE_GONE));
    }

    /** Puts a pod into a slot, in the place of its former version. */
    void hold(Slot slot, TrackedPod pod) {
        count(slot.pods.put(pod.observed().getUid(), pod), -1);
        count(pod, 1);
    }

    /** Takes a pod out of a slot. */
    void lose(Slot slot, String podUid) {
        count(slot.pods.remove(podUid), -1);
    }

    private void count(@Nullable TrackedPod pod, int by) {
        String hash = pod == null ? null : pod.facts().hashLabel();
        if (hash != null) {
            podsByHash.merge(hash, by, (pods, more) -> pods + more == 0 ? null : pods + more);
        }
    }

    /** Whether any pod of the DaemonSet has this hash label, terminating and finished ones too. */
    boolean hasPodsOf(String hash) {
        return podsByHash.containsKey(hash);
    }

    /** Replaces what a slot adds to the sums. */
    void assess(Slot slot, Assessment after) {
        Assessment before = slot.assessment;
        if (before.equals(after)) {
            return;
        }
        counters = counters.minus(before.contribution()).plus(after.contribution());
        if (before.hold() != null) {
            holds.computeIfPresent(before.hold(), (code, nodes) -> nodes == 1 ? null : nodes - 1);
        }
        if (after.hold() != null) {
            holds.merge(after.hold(), 1, Integer::sum);
        }
        if (before.rollout() != null) {
            rollout.remove(slot.node, before.rollout());
        }
        if (after.rollout() != null) {
            rollout.add(slot.node, after.rollout());
        }
        slot.assessment = after;
    }

    /** Another profile counts other slots: the sums are built anew from nothing. */
    void activate(RuleProfile profile) {
        for (Slot slot : slots.values()) {
            assess(slot, Assessment.NOTHING);
        }
        rollout = new RolloutIndex(profile);
        touched.addAll(slots.keySet());
    }

    DaemonSetState toRow() {
        DaemonSetState.Builder row = DaemonSetState.newBuilder()
                .setUid(uid)
                .setObserved(observed)
                .setSpecOffset(specOffset)
                .setCause(cause)
                .setObservedGeneration(observedGeneration)
                .setFault(fault)
                .setInvalidSpec(invalidSpec);
        revisions.writeTo(row);
        return row.build();
    }

    void restore(DaemonSetState row) {
        DaemonSetObserved object = row.getObserved();
        if (object != null) {
            observe(object, Facts.spec(object), row.getSpecOffset(), row.getCause());
        }
        observedGeneration = row.getObservedGeneration();
        fault = row.getFault();
        invalidSpec = row.getInvalidSpec();
        revisions.restore(row, spec == null ? null : spec.template());
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the DaemonSet has not been observed yet");
        }
        return value;
    }
}
