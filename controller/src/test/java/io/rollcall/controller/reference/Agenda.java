package io.rollcall.controller.reference;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time in microseconds, what is to happen in it, and the only source of chance. */
final class Agenda {

    private record Entry(long at, long order, Runnable what) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    final Random random;
    private long now;
    private long order;

    Agenda(long seed) {
        random = new Random(seed);
    }

    long now() {
        return now;
    }

    static long millis(long milliseconds) {
        return milliseconds * 1000;
    }

    /** A time between the two, milliseconds given, microseconds returned. */
    long between(long least, long most) {
        return millis(least) + random.nextLong(millis(most - least) + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    void after(long microseconds, Runnable what) {
        entries.add(new Entry(now + microseconds, order++, what));
    }

    /** Does what is due until then. */
    void runUntil(long end) {
        for (Entry next = entries.peek(); next != null && next.at <= end; next = entries.peek()) {
            entries.remove();
            now = next.at;
            next.what.run();
        }
        now = end;
    }
}
