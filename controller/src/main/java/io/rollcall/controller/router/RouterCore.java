package io.rollcall.controller.router;

import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.OpenRelist;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decides which input events go to which partitions of the journal. Guarantees for every partition of the journal and every UID that
 * belongs to it: first ADDED, then any number of MODIFIED with rising resourceVersions and each with a changed fact, then at most one
 * DELETED; and a namesake is DELETED before its successor is ADDED. Never depends on which DaemonSets exist.
 *
 * <p>Deterministic: a function of the events given and of the memory. One instance for one partition of the input topics; not
 * thread-safe.
 */
public final class RouterCore {

    private final int journalPartitions;
    private final ObjectLedger ledger;
    private final RoutedObjects memory;

    /**
     * @param journalPartitions number of partitions of the journal
     * @param memory what earlier events left behind
     */
    public RouterCore(int journalPartitions, RoutedObjects memory) {
        this.journalPartitions = journalPartitions;
        this.memory = memory;
        this.ledger = new ObjectLedger(memory);
    }

    /**
     * Routes one event and remembers it.
     *
     * @param origin where the event stands
     * @param time timestamp of its record
     * @param key its key
     * @param event a value of one of the five input topics
     */
    public Routing route(SourcePosition origin, Instant time, String key, SpecificRecord event) {
        InputEvent input = InputEvent.of(event);
        Envelope envelope = new Envelope(origin, time, input);
        return switch (input.body()) {
            case InputEvent.Change change -> change(envelope, key, change.object());
            case InputEvent.Synced synced -> synced(envelope, synced);
            case InputEvent.RelistBegins begins -> relistBegins(envelope, begins);
            case InputEvent.RelistEnds ends -> relistEnds(envelope, ends);
            case InputEvent.Answer answer -> answer(envelope, key, answer.result());
        };
    }

    /** Forgets UIDs that went before an instant: late repetitions of their events will not be recognised any more. */
    public void forgetGone(Instant before) {
        memory.forgetGone(before);
    }

    private Routing change(Envelope envelope, String key, ObservedObject object) {
        Optional<Rejection> unclear = InputChecks.identity(envelope.origin(), key, object);
        if (unclear.isPresent()) {
            return new Routing.Refused(unclear.get());
        }
        Optional<ObservedObject> present = ledger.present(object);
        boolean sameUid = present.isPresent() && present.get().uid().equals(object.uid());
        boolean factsKnown = sameUid && present.get().sameFacts(object);
        Optional<Rejection> invalid =
                factsKnown ? Optional.empty() : content(envelope, object, present.filter(known -> sameUid));
        if (invalid.isPresent()) {
            return new Routing.Refused(invalid.get());
        }
        if (sameUid) {
            return object.change() == ChangeType.DELETED
                    ? deleted(envelope, present.get(), object)
                    : modified(envelope, present.get(), object, factsKnown);
        }
        if (ledger.isKnownToBeGone(object)) {
            return new Routing.Dropped(DropReason.STALE);
        }
        if (object.change() == ChangeType.DELETED) {
            if (object.destination().isEmpty()) {
                return new Routing.Dropped(DropReason.OTHER_CONTROLLER);
            }
            ledger.gone(object, envelope.time());
            return new Routing.Dropped(DropReason.NEVER_ROUTED);
        }
        return added(envelope, present, object);
    }

    /**
     * What is wrong with a new version that says something else than the one before. The end of an object is believed whatever its last version
     * says, an old version is dropped as such, and facts that were routed before are right. A refused version is a sign of life: a relist must not
     * take the object for gone.
     */
    private Optional<Rejection> content(Envelope envelope, ObservedObject object, Optional<ObservedObject> present) {
        boolean nothingNew = object.change() == ChangeType.DELETED
                || present.isPresent() && ledger.isStale(object)
                || present.isEmpty() && ledger.isKnownToBeGone(object);
        if (nothingNew) {
            return Optional.empty();
        }
        Optional<Rejection> invalid = InputChecks.content(envelope.origin(), object);
        if (invalid.isPresent() && present.isPresent()) {
            ledger.stillThere(object, envelope.origin().getOffset());
        }
        return invalid;
    }

    private Routing deleted(Envelope envelope, ObservedObject present, ObservedObject object) {
        ledger.remove(object, false, envelope.time());
        // Whoever had the object has to hear of its end, also when its controller changed unseen before.
        boolean sameDestination = present.destination().equals(object.destination());
        return forwarded(List.of(envelope.routed(end(sameDestination ? object : present, object.resourceVersion()))));
    }

    private Routing modified(Envelope envelope, ObservedObject present, ObservedObject object, boolean factsKnown) {
        if (ledger.isStale(object)) {
            ledger.mentionedAgain(object, envelope.origin().getOffset());
            return new Routing.Dropped(DropReason.STALE);
        }
        if (object.destination().isEmpty()) {
            ledger.remove(object, false, envelope.time());
            return forwarded(List.of(envelope.routed(end(present, object.resourceVersion()))));
        }
        ledger.mentioned(object, envelope.origin().getOffset());
        if (factsKnown) {
            return new Routing.Dropped(DropReason.UNCHANGED);
        }
        ObservedObject now = told(object, ChangeType.MODIFIED);
        ledger.put(now);
        List<Routed> records = new ArrayList<>();
        left(present, object)
                .ifPresent(destination ->
                        records.add(envelope.routed(end(present, object.resourceVersion()), destination)));
        records.add(envelope.routed(now));
        return forwarded(records);
    }

    private Routing added(Envelope envelope, Optional<ObservedObject> namesake, ObservedObject object) {
        List<Routed> records = new ArrayList<>();
        if (namesake.isPresent()) {
            ledger.remove(namesake.get(), false, envelope.time());
            records.add(envelope.routed(end(namesake.get(), namesake.get().resourceVersion())));
        }
        if (object.destination().isPresent()) {
            ObservedObject now = told(object, ChangeType.ADDED);
            ledger.cameBack(now);
            ledger.put(now);
            ledger.mentioned(now, envelope.origin().getOffset());
            records.add(envelope.routed(now));
        }
        return records.isEmpty() ? new Routing.Dropped(DropReason.OTHER_CONTROLLER) : forwarded(records);
    }

    /** As this change; most events say of themselves what they are, and are not copied. */
    private static ObservedObject told(ObservedObject object, ChangeType change) {
        return object.change() == change ? object : object.as(change, object.resourceVersion());
    }

    /** Where an object that changed hands must be forgotten: what had it before and does not get the new record. */
    private Optional<Destination> left(ObservedObject before, ObservedObject after) {
        Destination from = before.destination().orElseThrow();
        Destination to = after.destination().orElseThrow();
        if (from.equals(to)) {
            return Optional.empty();
        }
        List<Integer> informed = to.partitions(journalPartitions);
        if (informed.containsAll(from.partitions(journalPartitions))) {
            return Optional.empty();
        }
        return Optional.of(
                from instanceof Destination.Everywhere && to instanceof Destination.OwnerPartition owner
                        ? new Destination.EverywhereExcept(owner.ownerUid())
                        : from);
    }

    private Routing synced(Envelope envelope, InputEvent.Synced synced) {
        SourceSynced barrier = synced.barrier();
        Optional<Rejection> invalid = InputChecks.checkBarrier(
                envelope.origin(),
                "SourceSynced",
                synced.topicKind(),
                barrier.getKind(),
                barrier.getPartition(),
                barrier.getOf());
        return invalid.<Routing>map(Routing.Refused::new)
                .orElseGet(() -> forwarded(List.of(envelope.barrier(barrier))));
    }

    private Routing relistBegins(Envelope envelope, InputEvent.RelistBegins begins) {
        RelistStarted barrier = begins.barrier();
        Optional<Rejection> invalid = InputChecks.checkBarrier(
                envelope.origin(),
                "RelistStarted",
                begins.topicKind(),
                barrier.getKind(),
                barrier.getPartition(),
                barrier.getOf());
        if (invalid.isPresent()) {
            return new Routing.Refused(invalid.get());
        }
        // A later start replaces an earlier one: the source lists everything again.
        memory.putRelist(
                barrier.getKind(),
                new OpenRelist(barrier.getEpoch(), envelope.origin().getOffset()));
        return forwarded(List.of(envelope.barrier(barrier)));
    }

    private Routing relistEnds(Envelope envelope, InputEvent.RelistEnds ends) {
        RelistFinished barrier = ends.barrier();
        Optional<Rejection> invalid = InputChecks.checkBarrier(
                envelope.origin(),
                "RelistFinished",
                ends.topicKind(),
                barrier.getKind(),
                barrier.getPartition(),
                barrier.getOf());
        if (invalid.isPresent()) {
            return new Routing.Refused(invalid.get());
        }
        Optional<OpenRelist> open =
                memory.relist(barrier.getKind()).filter(relist -> relist.getEpoch() == barrier.getEpoch());
        if (open.isEmpty()) {
            return new Routing.Dropped(DropReason.NO_OPEN_RELIST);
        }
        memory.removeRelist(barrier.getKind());
        List<Routed> records = new ArrayList<>();
        for (String key :
                memory.lastMentionedBefore(barrier.getKind(), open.get().getOffset())) {
            ObservedObject unmentioned = ledger.present(barrier.getKind(), key).orElseThrow();
            ledger.remove(unmentioned, true, envelope.time());
            records.add(envelope.routed(end(unmentioned, unmentioned.resourceVersion())));
        }
        records.add(envelope.barrier(barrier));
        return forwarded(records);
    }

    private Routing answer(Envelope envelope, String key, CommandResultObserved result) {
        Optional<Rejection> invalid = InputChecks.check(envelope.origin(), key, result);
        if (invalid.isPresent()) {
            return new Routing.Refused(invalid.get());
        }
        Destination owner =
                new Destination.OwnerPartition(result.getSlot().getDaemonSet().getUid());
        return forwarded(List.of(new Routed(key, owner, envelope.record(result))));
    }

    private static ObservedObject end(ObservedObject last, String resourceVersion) {
        return last.as(ChangeType.DELETED, resourceVersion);
    }

    private static Routing forwarded(List<Routed> records) {
        return new Routing.Forwarded(List.copyOf(records));
    }

    /** What every journal record made from one event has in common. */
    private record Envelope(SourcePosition origin, Instant time, InputEvent event) {

        JournalRecord record(Object body) {
            Cause cause = new Cause(origin.getTopic(), origin.getPartition(), origin.getOffset(), event.eventId());
            return new JournalRecord(cause, event.observedAt(), body);
        }

        Routed routed(ObservedObject object) {
            return routed(object, object.destination().orElseThrow());
        }

        Routed routed(ObservedObject object, Destination destination) {
            return new Routed(object.key(), destination, record(object.projection()));
        }

        Routed barrier(Object barrier) {
            return new Routed(Topic.BARRIER_KEY, new Destination.Everywhere(), record(barrier));
        }
    }
}
