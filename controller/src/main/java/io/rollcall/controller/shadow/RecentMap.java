package io.rollcall.controller.shadow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, and what they were a short while ago: the latest values with a log of the recent changes, each with the value that it
 * replaced. Looking back costs as much as there were changes since.
 */
final class RecentMap<V> {

    /** One change: at which journal offset and time, and what stood there before. */
    record Change<V>(
            long offset, Instant time, String key, @Nullable V before) {}

    private final TreeMap<String, V> latest = new TreeMap<>();
    private final Deque<Change<V>> recent = new ArrayDeque<>();

    @Nullable
    V get(String key) {
        return latest.get(key);
    }

    SortedMap<String, V> latest() {
        return latest;
    }

    /** Sets the value, or removes it when null. Offsets rise. */
    void put(long offset, Instant time, String key, @Nullable V value) {
        V before = value == null ? latest.remove(key) : latest.put(key, value);
        recent.addLast(new Change<>(offset, time, key, before));
    }

    /** The values as they were before the record at this offset was read. */
    AsOf<V> before(long offset) {
        TreeMap<String, Optional<V>> undone = new TreeMap<>();
        Iterator<Change<V>> newestFirst = recent.descendingIterator();
        while (newestFirst.hasNext()) {
            Change<V> change = newestFirst.next();
            if (change.offset() < offset) {
                break;
            }
            undone.put(change.key(), Optional.ofNullable(change.before()));
        }
        return new AsOf<>(latest, undone);
    }

    /** The changes before this offset and not before this time, the newest first. */
    List<Change<V>> changesBefore(long offset, Instant since) {
        List<Change<V>> changes = new ArrayList<>();
        Iterator<Change<V>> newestFirst = recent.descendingIterator();
        while (newestFirst.hasNext()) {
            Change<V> change = newestFirst.next();
            if (change.time().isBefore(since)) {
                break;
            }
            if (change.offset() < offset) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Whether it remembers no other values than the latest. */
    boolean isQuiet() {
        return recent.isEmpty();
    }

    /** Gives up looking back beyond this time. */
    void forgetBefore(Instant time) {
        for (Change<V> oldest = recent.peekFirst(); oldest != null; oldest = recent.peekFirst()) {
            if (!oldest.time().isBefore(time)) {
                return;
            }
            recent.removeFirst();
        }
    }

    /** The values at one moment. Valid until the map changes. */
    static final class AsOf<V> {

        private final SortedMap<String, V> latest;
        private final SortedMap<String, Optional<V>> undone;

        private AsOf(SortedMap<String, V> latest, SortedMap<String, Optional<V>> undone) {
            this.latest = latest;
            this.undone = undone;
        }

        /** Goes back behind one more change, which must be the next older one. */
        void undo(Change<V> change) {
            undone.put(change.key(), Optional.ofNullable(change.before()));
        }

        @Nullable
        V get(String key) {
            Optional<V> then = undone.get(key);
            return then != null ? then.orElse(null) : latest.get(key);
        }

        /** All keys of that moment and perhaps some that came later. */
        Iterable<String> keys() {
            if (latest.keySet().containsAll(undone.keySet())) {
                return latest.keySet();
            }
            TreeSet<String> keys = new TreeSet<>(latest.keySet());
            keys.addAll(undone.keySet());
            return keys;
        }
    }
}
