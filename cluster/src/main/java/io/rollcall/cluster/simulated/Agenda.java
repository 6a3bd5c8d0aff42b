package io.rollcall.cluster.simulated;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What is to be done when. One entry for each subject; entries due at the same time come in the order in which they were made. */
final class Agenda {

    /**
     * An entry.
     *
     * @param due when
     * @param order tells entries of the same time apart
     * @param subject whom it is about
     * @param task what to do
     */
    record Entry(Instant due, long order, String subject, Task task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** What to do; two tasks are the same when they have the same name. */
    record Task(String name, Runnable action) {}

    private final TreeSet<Entry> entries = new TreeSet<>();
    private final Map<String, Entry> bySubject = new HashMap<>();
    private long order;

    /** Plans a task in place of whatever the subject had; the same task keeps its time. */
    void plan(String subject, Task task, Instant due) {
        Entry present = bySubject.get(subject);
        if (present != null && present.task().name().equals(task.name())) {
            return;
        }
        replan(subject, task, due);
    }

    /** Plans a task in place of whatever the subject had. */
    void replan(String subject, Task task, Instant due) {
        cancel(subject);
        Entry entry = new Entry(due, order++, subject, task);
        entries.add(entry);
        bySubject.put(subject, entry);
    }

    void cancel(String subject) {
        Entry present = bySubject.remove(subject);
        if (present != null) {
            entries.remove(present);
        }
    }

    Optional<Instant> nextDue() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.first().due());
    }

    /** Takes the next entry that is due, if any. */
    Optional<Entry> take(Instant now) {
        if (entries.isEmpty() || entries.first().due().isAfter(now)) {
            return Optional.empty();
        }
        Entry entry = entries.pollFirst();
        bySubject.remove(entry.subject());
        return Optional.of(entry);
    }
}
