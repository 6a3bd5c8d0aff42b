package io.rollcall.controller.aggregate;

import io.rollcall.events.PodRef;
import io.rollcall.rules.slot.Removal;
import java.util.List;
import java.util.SortedMap;

/** What a slot is to wish for; becomes one command and a decision for each pod it names. */
sealed interface SlotAction {

    /** A pod of the current revision. */
    record Create(CreateReason reason, SortedMap<String, String> detail) implements SlotAction {}

    /** The pods shall go. */
    record Delete(List<Removal> removals, SortedMap<String, String> detail) implements SlotAction {}

    /** A pod without a controller shall be owned. */
    record Adopt(PodRef pod) implements SlotAction {}

    /** A pod with the hash of a duplicate revision shall have the hash of the one that stays. */
    record Relabel(PodRef pod, String revisionHash) implements SlotAction {}

    /** A pod that the selector no longer matches shall not be owned any more. */
    record Release(PodRef pod) implements SlotAction {}
}
