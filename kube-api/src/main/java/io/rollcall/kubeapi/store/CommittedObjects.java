package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The reading half of a {@link ResourceStore}: the committed objects and, for each type, its last changes. The writer tells it what
 * has been committed; readers never wait for the writer. Feeds are places in the common memory, so a slow one costs nothing: when
 * what it has not taken is forgotten, it ends with 410.
 *
 * <p>For any number of threads.
 */
public final class CommittedObjects implements AutoCloseable {

    /** How many changes of each type are remembered, unless told otherwise. */
    public static final int CHANGES_KEPT = 8_192;

    private static final int LARGEST_BATCH = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ResourceType, History> histories = new EnumMap<>(ResourceType.class);
    private long version;
    private long epoch;
    private boolean closed;

    /** Nothing at version 0. */
    public CommittedObjects(int changesKept) {
        for (ResourceType type : ResourceType.values()) {
            histories.put(type, new History(changesKept));
        }
    }

    /** Begins anew with these objects. Changes before are forgotten, and feeds that are open end with 410. */
    public void reset(Map<ResourceType, ? extends Collection<ObjectNode>> present, long atVersion) {
        lock.lock();
        try {
            histories.forEach((type, history) -> {
                NavigableMap<String, ObjectNode> objects = new TreeMap<>();
                for (ObjectNode object : present.containsKey(type) ? present.get(type) : List.<ObjectNode>of()) {
                    objects.put(ResourceKey.of(type, object).path(), object);
                }
                history.reset(objects, atVersion);
            });
            version = atVersion;
            epoch++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes over committed changes, in the order of their versions. */
    public void add(Collection<Change> changes) {
        lock.lock();
        try {
            for (Change change : changes) {
                history(change.key().type()).add(change);
                version = Math.max(version, change.version());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The version of the last change. */
    public long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link ResourceStore#get}. */
    public ObjectNode get(ResourceKey key) {
        lock.lock();
        try {
            ObjectNode found = history(key.type()).find(key.path());
            if (found == null) {
                throw Failures.notFound(key);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link ResourceStore#list}. The objects are copied while the writer goes on; what it changed meanwhile is undone in the copy.
     */
    public Listing list(ResourceType type, String namespace, OptionalLong at) {
        History history = history(type);
        while (true) {
            long wanted;
            long born;
            lock.lock();
            try {
                wanted = at.orElse(version);
                requireRemembered(history, wanted);
                born = epoch;
            } finally {
                lock.unlock();
            }
            NavigableMap<String, ObjectNode> copy = history.copy(namespace);
            List<Change> since;
            lock.lock();
            try {
                if (at.isPresent()) {
                    requireRemembered(history, wanted);
                }
                if (epoch != born || wanted < history.floor()) {
                    continue;
                }
                since = history.since(wanted);
            } finally {
                lock.unlock();
            }
            return new Listing(
                    List.copyOf(History.before(since, namespace, copy).values()), wanted);
        }
    }

    private void requireRemembered(History history, long wanted) {
        if (wanted > version) {
            throw Failures.versionAhead(wanted, version);
        }
        if (wanted < history.floor()) {
            throw Failures.listExpired();
        }
    }

    /** As {@link ResourceStore#changes}. */
    public ChangeFeed changes(ResourceType type, String namespace, long after) {
        lock.lock();
        try {
            History history = history(type);
            if (after < history.floor()) {
                throw Failures.watchExpired(after, history.floor());
            }
            return new Feed(history, namespace, after);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all feeds. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private History history(ResourceType type) {
        History history = histories.get(type);
        if (history == null) {
            throw new IllegalStateException("no history of " + type);
        }
        return history;
    }

    /** A place in the memory of changes. */
    private final class Feed implements ChangeFeed {
        private final History history;
        private final String namespace;
        private final long born = epoch;
        private long next;
        private long reached;

        Feed(History history, String namespace, long after) {
            this.history = history;
            this.namespace = namespace;
            this.next = history.after(after);
            this.reached = after;
        }

        @Override
        public List<Change> next(Duration wait) throws InterruptedException {
            long left = wait.toNanos();
            lock.lockInterruptibly();
            try {
                while (true) {
                    if (born != epoch || next < history.first()) {
                        throw Failures.watchExpired(reached, history.floor());
                    }
                    List<Change> batch = take();
                    if (!batch.isEmpty() || closed || left <= 0) {
                        return batch;
                    }
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        private List<Change> take() {
            List<Change> batch = new ArrayList<>();
            while (next < history.taken() && batch.size() < LARGEST_BATCH) {
                Change change = history.change(next++);
                reached = Math.max(reached, change.version());
                if (namespace.isEmpty() || namespace.equals(change.key().namespace())) {
                    batch.add(change);
                }
            }
            if (next == history.taken()) {
                reached = Math.max(reached, version);
            }
            return batch;
        }

        @Override
        public long version() {
            return reached;
        }

        @Override
        public boolean ended() {
            lock.lock();
            try {
                return closed;
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits until a version is reached.
     *
     * @return whether it was reached in time
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public boolean await(long wanted, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (version < wanted && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return version >= wanted;
        } finally {
            lock.unlock();
        }
    }
}
