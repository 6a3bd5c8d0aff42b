package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of one type and their last changes, a bounded number of them. Guarded by its owner's lock. */
final class History {

    private final int capacity;
    private final NavigableMap<String, ObjectNode> objects = new TreeMap<>();
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

    /** The objects in a namespace, or all when it is empty, as they were at a version that is at least {@link #floor}. */
    Collection<ObjectNode> at(String namespace, long version) {
        NavigableMap<String, ObjectNode> state = in(objects, namespace);
        long from = after(version);
        if (from == taken) {
            return state.values();
        }
        NavigableMap<String, ObjectNode> past = new TreeMap<>(objects);
        Deque<Change> undone = new ArrayDeque<>();
        for (long number = from; number < taken; number++) {
            undone.push(change(number));
        }
        for (Iterator<Change> newestFirst = undone.iterator(); newestFirst.hasNext(); ) {
            Change change = newestFirst.next();
            ObjectNode before = change.before();
            if (before == null) {
                past.remove(change.key().path());
            } else {
                past.put(change.key().path(), before);
            }
        }
        return in(past, namespace).values();
    }

    private static NavigableMap<String, ObjectNode> in(NavigableMap<String, ObjectNode> objects, String namespace) {
        // '0' follows '/': all paths that begin with the namespace and a slash.
        return namespace.isEmpty() ? objects : objects.subMap(namespace + "/", true, namespace + "0", false);
    }

    private int index(long number) {
        return (int) (number % capacity);
    }
}
