package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The objects of one type and their last changes, a bounded number of them. Guarded by its owner's lock, but for {@link #copy}. */
final class History {

    private final int capacity;
    private final NavigableMap<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
    private final @Nullable Change[] ring;
    private long taken;
    private long floor;

    History(int capacity) {
        this.capacity = capacity;
        this.ring = new Change[capacity];
    }

    /** Begins anew: these objects, and no memory of changes up to this version. */
    void reset(NavigableMap<String, ObjectNode> present, long version) {
        objects.clear();
        objects.putAll(present);
        java.util.Arrays.fill(ring, null);
        taken = 0;
        floor = version;
    }

    void add(Change change) {
        Change forgotten = ring[index(taken)];
        if (forgotten != null) {
            floor = forgotten.version();
        }
        ring[index(taken)] = change;
        taken++;
        switch (change.type()) {
            case ADDED, MODIFIED -> objects.put(change.key().path(), change.object());
            case DELETED -> objects.remove(change.key().path());
        }
    }

    @Nullable
    ObjectNode find(String path) {
        return objects.get(path);
    }

    /** Changes after this version and later are remembered. */
    long floor() {
        return floor;
    }

    /** How many changes there have been since the beginning. */
    long taken() {
        return taken;
    }

    /** The number of the first remembered change. */
    long first() {
        return Math.max(0, taken - capacity);
    }

    /** The number of the first change after a version that is at least {@link #floor}. */
    long after(long version) {
        long low = first();
        long high = taken;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (change(middle).version() > version) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    Change change(long number) {
        Change change = ring[index(number)];
        if (change == null || number < first() || number >= taken) {
            throw new IllegalStateException("change " + number + " is not remembered");
        }
        return change;
    }

    /** The changes after a version that is at least {@link #floor}, the first one first. */
    List<Change> since(long version) {
        List<Change> changes = new ArrayList<>();
        for (long number = after(version); number < taken; number++) {
            changes.add(change(number));
        }
        return changes;
    }

    /**
     * The objects in a namespace, or all when it is empty. Needs no lock: an object that changes meanwhile is there as before or as
     * after, and {@link #before} makes one state of them.
     */
    NavigableMap<String, ObjectNode> copy(String namespace) {
        NavigableMap<String, ObjectNode> copy = new TreeMap<>();
        // One by one: while the writer goes on, the number of entries is not to be relied upon.
        for (Map.Entry<String, ObjectNode> entry : in(objects, namespace).entrySet()) {
            copy.put(entry.getKey(), entry.getValue());
        }
        return copy;
    }

    /** The objects of a namespace as they were before these changes; the copy may have any of them. */
    static NavigableMap<String, ObjectNode> before(
            List<Change> changes, String namespace, NavigableMap<String, ObjectNode> copy) {
        for (Change change : changes.reversed()) {
            ObjectNode before = change.before();
            if (before == null) {
                copy.remove(change.key().path());
            } else {
                copy.put(change.key().path(), before);
            }
        }
        return in(copy, namespace);
    }

    private static NavigableMap<String, ObjectNode> in(NavigableMap<String, ObjectNode> objects, String namespace) {
        // '0' follows '/': all paths that begin with the namespace and a slash.
        return namespace.isEmpty() ? objects : objects.subMap(namespace + "/", true, namespace + "0", false);
    }

    private int index(long number) {
        return (int) (number % capacity);
    }
}
