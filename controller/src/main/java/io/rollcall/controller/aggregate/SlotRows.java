package io.rollcall.controller.aggregate;

import io.rollcall.events.BackOffState;
import io.rollcall.events.SlotPod;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SlotState;
import io.rollcall.events.WishState;
import io.rollcall.rules.slot.BackOff;
import java.time.Duration;
import java.util.List;

/** Slots as rows and back. */
final class SlotRows {

    private SlotRows() {}

    static SlotState toRow(DaemonSetAggregate daemonSet, Slot slot) {
        List<SlotPod> pods = slot.pods.values().stream()
                .map(pod -> new SlotPod(pod.observed(), pod.readySeenAt()))
                .toList();
        BackOff backOff = slot.backOff;
        return SlotState.newBuilder()
                .setSlot(new SlotRef(daemonSet.ref(), slot.node))
                .setAttempts(slot.attempts)
                .setWish(
                        slot.wish == null
                                ? null
                                : WishState.newBuilder(slot.wish).build())
                .setBackOff(
                        backOff == null
                                ? null
                                : new BackOffState(
                                        slot.backOffGeneration, backOff.delay().toMillis(), backOff.since()))
                .setRetryAt(slot.retryAt)
                .setFailures(slot.failures)
                .setPods(pods)
                .build();
    }

    static void restore(DaemonSetAggregate daemonSet, Slot slot, SlotState row) {
        slot.attempts = row.getAttempts();
        slot.wish = row.getWish();
        slot.retryAt = row.getRetryAt();
        slot.failures = row.getFailures();
        BackOffState backOff = row.getBackOff();
        if (backOff != null) {
            slot.backOff = new BackOff(Duration.ofMillis(backOff.getDelayMillis()), backOff.getSince());
            slot.backOffGeneration = backOff.getGeneration();
        }
        for (SlotPod pod : row.getPods()) {
            daemonSet.hold(slot, TrackedPod.of(pod.getPod(), pod.getReadySeenAt()));
        }
    }
}
