package io.rollcall.controller.aggregate;

import io.rollcall.events.DaemonSetState;
import io.rollcall.events.RevisionState;
import io.rollcall.rules.model.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of one DaemonSet, by name. What the ledger says is what {@link RevisionHistory} has worked out from it and from the
 * ControllerRevisions that were observed since.
 */
final class RevisionLedger {

    private final TreeMap<String, RevisionEntry> byName = new TreeMap<>();

    /** UIDs of objects that are still there and count no more. */
    private final TreeSet<String> leaving = new TreeSet<>();

    /** Hashes of duplicates of the current revision that pods still have. */
    private final TreeSet<String> duplicates = new TreeSet<>();

    /** What the rows of revisions say. */
    private final TreeMap<String, RevisionEntry> written = new TreeMap<>();

    private @Nullable String current;
    private @Nullable Integer collisionCount;
    private boolean stale = true;

    /** The revision of the DaemonSet's last evaluated template; null before the first evaluation. */
    @Nullable
    RevisionEntry current() {
        return current == null ? null : byName.get(current);
    }

    void current(RevisionEntry entry) {
        current = entry.name();
    }

    /** How often a name was taken by other data; null before the first time. Never falls (semantics 6.4). */
    @Nullable
    Integer collisionCount() {
        return collisionCount;
    }

    void collisionCount(@Nullable Integer count) {
        if (count != null && (collisionCount == null || count > collisionCount)) {
            collisionCount = count;
        }
    }

    /** Whether anything was observed since the revisions were last worked out. */
    boolean isStale() {
        return stale;
    }

    void stale(boolean isStale) {
        stale = isStale;
    }

    @Nullable
    RevisionEntry byHash(String hash) {
        for (RevisionEntry entry : byName.values()) {
            if (entry.hash().equals(hash)) {
                return entry;
            }
        }
        return null;
    }

    @Nullable
    RevisionEntry named(String name) {
        return byName.get(name);
    }

    void put(RevisionEntry entry) {
        byName.put(entry.name(), entry);
    }

    void remove(RevisionEntry entry) {
        byName.remove(entry.name());
    }

    /** The revision is over; if its object is the DaemonSet's, that counts no more though it is still there. */
    void leave(RevisionEntry entry) {
        remove(entry);
        if (entry.objectUid() != null && entry.owned()) {
            leaving.add(entry.objectUid());
        }
    }

    boolean isLeaving(String objectUid) {
        return leaving.contains(objectUid);
    }

    /** Objects that count no more are forgotten once they are gone or another's. */
    void leavingOnly(Predicate<String> stillOwned) {
        leaving.removeIf(uid -> !stillOwned.test(uid));
    }

    /** All revisions by number. */
    List<RevisionEntry> all() {
        List<RevisionEntry> entries = new ArrayList<>(byName.values());
        entries.sort(RevisionEntry.BY_NUMBER);
        return entries;
    }

    int size() {
        return byName.size();
    }

    /** The revisions of other templates than this one, by number. */
    List<RevisionEntry> old(PodTemplate template) {
        List<RevisionEntry> old = all();
        old.removeIf(entry -> entry.template().equals(template));
        return old;
    }

    /**
     * Works out which hashes stand for the current template beside the current one.
     *
     * @return whether they are others than before
     */
    boolean findDuplicates() {
        TreeSet<String> before = new TreeSet<>(duplicates);
        duplicates.clear();
        RevisionEntry kept = current();
        if (kept != null) {
            for (RevisionEntry entry : byName.values()) {
                if (!entry.hash().equals(kept.hash()) && entry.template().equals(kept.template())) {
                    duplicates.add(entry.hash());
                }
            }
        }
        return !duplicates.equals(before);
    }

    boolean hasDuplicates() {
        return !duplicates.isEmpty();
    }

    /** Whether pods with that hash are of the current template all the same, under the hash of a duplicate (semantics 6.3). */
    boolean isDuplicate(@Nullable String hash) {
        return hash != null && duplicates.contains(hash);
    }

    /** Fills in what stands in the row of the DaemonSet itself. */
    void writeTo(DaemonSetState.Builder row) {
        row.setCollisionCount(collisionCount).setCurrentRevision(current).setLeavingRevisions(List.copyOf(leaving));
    }

    /** The rows of revisions that say something else now, by name; from now on they count as written. */
    List<StateRow.LedgerRow> changedRows(String daemonSetUid) {
        List<StateRow.LedgerRow> rows = new ArrayList<>();
        written.keySet().removeIf(name -> {
            boolean gone = !byName.containsKey(name);
            if (gone) {
                rows.add(new StateRow.LedgerRow(daemonSetUid, name, null));
            }
            return gone;
        });
        for (RevisionEntry entry : byName.values()) {
            if (!entry.sameRow(written.put(entry.name(), entry))) {
                DaemonSetState row = DaemonSetState.newBuilder()
                        .setUid(daemonSetUid)
                        .setRevisions(List.of(entry.toRow()))
                        .build();
                rows.add(new StateRow.LedgerRow(daemonSetUid, entry.name(), row));
            }
        }
        return rows;
    }

    /** All rows of revisions are over, with the DaemonSet. */
    List<StateRow.LedgerRow> forgottenRows(String daemonSetUid) {
        List<StateRow.LedgerRow> rows = written.keySet().stream()
                .map(name -> new StateRow.LedgerRow(daemonSetUid, name, null))
                .toList();
        written.clear();
        return rows;
    }

    /**
     * Takes back the row of the DaemonSet, which has revisions only when it was written before they had rows of their own.
     *
     * @param template by which the current revision is found in rows that do not name it
     */
    void restore(DaemonSetState row, @Nullable PodTemplate template) {
        row.getRevisions().stream().map(RevisionEntry::of).forEach(this::put);
        collisionCount = row.getCollisionCount();
        leaving.addAll(row.getLeavingRevisions());
        current = row.getCurrentRevision();
        if (current == null && template != null) {
            for (RevisionEntry entry : all()) {
                current = entry.template().equals(template) ? entry.name() : current;
            }
        }
    }

    /** Takes back the row of a revision. */
    void restoreRevision(DaemonSetState row) {
        for (RevisionState revision : row.getRevisions()) {
            RevisionEntry entry = RevisionEntry.of(revision);
            put(entry);
            written.put(entry.name(), entry);
        }
    }

    /** What of it decides, for telling whether anything changed. */
    record Contents(
            SortedMap<String, RevisionEntry> entries,
            List<String> leaving,
            @Nullable String current,
            @Nullable Integer collisionCount) {}

    Contents contents() {
        return new Contents(new TreeMap<>(byName), List.copyOf(leaving), current, collisionCount);
    }
}
