package io.rollcall.controller.aggregate;

import io.rollcall.rules.claim.ClaimResult;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.revision.TemplateHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Works out the revisions of one DaemonSet from what is known of it and from the ControllerRevisions of its namespace (semantics 6.2 to
 * 6.4): claims them, finds or makes the one of the present template, numbers it, and finds duplicates. Doing it twice changes nothing.
 */
final class RevisionHistory {

    private final RevisionLedger ledger;
    private final RevisionObjects objects;
    private final String daemonSetUid;
    private final String namespace;
    private final String daemonSetName;
    private final LabelSelector selector;
    private final PodTemplate template;
    private final Instant now;
    private final TreeMap<String, RevisionChange.Publish> publishes = new TreeMap<>();
    private final List<RevisionChange> changes = new ArrayList<>();
    private boolean currentChanged;

    private RevisionHistory(DaemonSetAggregate daemonSet, RevisionObjects objects, Instant now) {
        this.ledger = daemonSet.revisions;
        this.objects = objects;
        this.daemonSetUid = daemonSet.uid;
        this.namespace = daemonSet.observed().getNamespace();
        this.daemonSetName = daemonSet.observed().getName();
        this.selector = daemonSet.spec().selector();
        this.template = daemonSet.spec().template();
        this.now = now;
    }

    /** Brings the ledger of a DaemonSet in line; returns what the cluster has to be told, in order, the current revision last. */
    static List<RevisionChange> construct(DaemonSetAggregate daemonSet, RevisionObjects objects, Instant now) {
        daemonSet.revisions.collisionCount(daemonSet.observed().getCollisionCount());
        RevisionHistory history = new RevisionHistory(daemonSet, objects, now);
        history.forgetWhatLeft();
        history.claim();
        history.missObjects();
        history.separateHashes();
        RevisionEntry current = history.current();
        daemonSet.revisions.current(current);
        history.dropDuplicates(current, daemonSet);
        history.publishes.remove(current.name());
        RevisionEntry told = current.told();
        boolean changed = !current.published() || history.currentChanged;
        daemonSet.revisions.put(told);
        List<RevisionChange> all = new ArrayList<>(history.changes);
        all.addAll(history.publishes.values());
        if (changed) {
            all.add(new RevisionChange.Publish(told));
        }
        return all;
    }

    private void forgetWhatLeft() {
        TreeSet<String> owned = new TreeSet<>();
        for (RevisionObject object : objects.inNamespace(namespace)) {
            if (isOurs(object)) {
                owned.add(object.uid());
            }
        }
        ledger.leavingOnly(owned::contains);
    }

    private boolean isOurs(RevisionObject object) {
        return object.isOwnedBy(daemonSetUid);
    }

    /** Whether its object has been asked to be the DaemonSet's and is not yet: so long it cannot be deleted as one of ours. */
    static boolean isBeingAdopted(RevisionObjects objects, DaemonSetAggregate daemonSet, RevisionEntry entry) {
        RevisionObject there = objects.named(daemonSet.observed().getNamespace(), entry.name());
        return entry.owned()
                && there != null
                && there.uid().equals(entry.objectUid())
                && !there.isOwnedBy(daemonSet.uid);
    }

    private void claim() {
        for (RevisionObject object : objects.inNamespace(namespace)) {
            if (ledger.isLeaving(object.uid())) {
                continue;
            }
            RevisionEntry entry = ledger.named(object.name());
            ClaimResult claim = object.claimedBy(daemonSetUid, selector);
            boolean readable = object.template() != null;
            if (claim == ClaimResult.RELEASE) {
                release(object, entry);
            } else if (readable && (claim == ClaimResult.CLAIMED || claim == ClaimResult.ADOPT)) {
                own(object, entry, claim == ClaimResult.ADOPT);
            } else if (entry != null) {
                notOurs(object, entry);
            }
        }
    }

    private void own(RevisionObject object, @Nullable RevisionEntry entry, boolean adopt) {
        if (entry == null || !object.holds(entry.template())) {
            // A revision that was to have this name gets another: see current().
            RevisionEntry found = RevisionEntry.of(object, now);
            boolean told = entry != null && entry.published();
            put(found, adopt || told || object.observed().getHash() == null);
            return;
        }
        long number = Math.max(entry.revision(), object.observed().getRevision());
        boolean asked = object.uid().equals(entry.objectUid()) && entry.owned();
        put(entry.numbered(number).standing(object.uid(), true), adopt && !asked);
    }

    private void put(RevisionEntry entry, boolean publish) {
        if (publish) {
            ledger.put(entry.told());
            publishes.put(entry.name(), new RevisionChange.Publish(entry.told()));
            currentChanged = currentChanged || entry.template().equals(template);
        } else {
            ledger.put(entry);
        }
    }

    private void release(RevisionObject object, @Nullable RevisionEntry entry) {
        if (object.template() == null) {
            return;
        }
        RevisionEntry released = entry == null || !object.holds(entry.template())
                ? RevisionEntry.of(object, now)
                : entry.standing(object.uid(), true);
        ledger.leave(released);
        changes.add(new RevisionChange.Release(released));
        changes.add(new RevisionChange.Withdraw(released.hash()));
    }

    /**
     * The object is another's. Where it has the name that ours would have, it stands for ours with the same data, and has taken the
     * name with other data. One of another name was to be adopted, and somebody else has it now.
     */
    private void notOurs(RevisionObject object, RevisionEntry entry) {
        boolean named = entry.name().equals(daemonSetName + "-" + entry.hash());
        boolean stands =
                named && object.holds(entry.template()) && entry.template().equals(template);
        if (stands) {
            ledger.put(entry.standing(object.uid(), false));
        } else {
            forget(entry);
        }
    }

    /** What had an object and has none was deleted, by a person or with its former owner. */
    private void missObjects() {
        for (RevisionEntry entry : ledger.all()) {
            if (entry.objectUid() == null) {
                continue;
            }
            RevisionObject there = objects.named(namespace, entry.name());
            if (there == null || !there.uid().equals(entry.objectUid())) {
                if (entry.equals(ledger.current()) && entry.template().equals(template)) {
                    put(entry.standing(null, false), true);
                } else {
                    forget(entry);
                }
            }
        }
    }

    private void forget(RevisionEntry entry) {
        ledger.remove(entry);
        if (entry.published()) {
            changes.add(new RevisionChange.Withdraw(entry.hash()));
        }
    }

    /** Two revisions with one hash, as a copy made by hand has it: the higher keeps it, the other goes by its name. */
    private void separateHashes() {
        TreeSet<String> taken = new TreeSet<>();
        for (RevisionEntry entry : ledger.all().reversed()) {
            if (!taken.add(entry.hash())) {
                RevisionEntry renamed = entry.hashed(entry.name());
                ledger.put(renamed);
                publishes.computeIfPresent(entry.name(), (name, publish) -> new RevisionChange.Publish(renamed.told()));
                currentChanged = true;
            }
        }
    }

    private RevisionEntry current() {
        long highestOld = 0;
        RevisionEntry kept = null;
        for (RevisionEntry entry : ledger.all()) {
            if (entry.template().equals(template)) {
                kept = entry;
            } else {
                highestOld = Math.max(highestOld, entry.revision());
            }
        }
        if (kept == null) {
            currentChanged = true;
            return create(highestOld + 1);
        }
        if (kept.revision() > highestOld) {
            return kept;
        }
        currentChanged = true;
        return kept.numbered(highestOld + 1);
    }

    private RevisionEntry create(long number) {
        while (true) {
            String hash = TemplateHash.of(template, ledger.collisionCount());
            String name = daemonSetName + "-" + hash;
            RevisionObject there = objects.named(namespace, name);
            boolean taken = there != null ? !there.holds(template) : ledger.named(name) != null;
            if (!taken && ledger.byHash(hash) == null) {
                String standing = there == null || ledger.isLeaving(there.uid()) ? null : there.uid();
                return new RevisionEntry(name, hash, number, template, now, false, true, standing, false);
            }
            Integer count = ledger.collisionCount();
            ledger.collisionCount(count == null ? 1 : count + 1);
        }
    }

    /** A duplicate goes once no pod has its hash any more (semantics 6.3). */
    private void dropDuplicates(RevisionEntry kept, DaemonSetAggregate daemonSet) {
        for (RevisionEntry entry : ledger.all()) {
            boolean duplicate =
                    !entry.name().equals(kept.name()) && entry.template().equals(template);
            if (duplicate && !daemonSet.hasPodsOf(entry.hash()) && !isBeingAdopted(objects, daemonSet, entry)) {
                ledger.leave(entry);
                publishes.remove(entry.name());
                changes.add(new RevisionChange.Withdraw(entry.hash()));
            }
        }
    }
}
