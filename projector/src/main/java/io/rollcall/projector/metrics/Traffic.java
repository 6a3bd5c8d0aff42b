package io.rollcall.projector.metrics;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the web API was asked. Safe for threads. */
public final class Traffic {

    private static final double NANOS = 1_000_000_000.0;

    private final ConcurrentSkipListMap<Question, Tally> tallies = new ConcurrentSkipListMap<>();

    private record Question(String method, String path, int status) implements Comparable<Question> {
        @Override
        public int compareTo(Question other) {
            int byPath = path.compareTo(other.path);
            int byMethod = byPath == 0 ? method.compareTo(other.method) : byPath;
            return byMethod == 0 ? Integer.compare(status, other.status) : byMethod;
        }
    }

    private record Tally(LongAdder count, LongAdder nanos) {}

    /** @param path as it is described, not as it was asked, so that there are few */
    public void answered(String method, String path, int status, long nanos) {
        Tally tally = tallies.computeIfAbsent(
                new Question(method, path, status), question -> new Tally(new LongAdder(), new LongAdder()));
        tally.count().increment();
        tally.nanos().add(nanos);
    }

    void collect(Samples samples) {
        tallies.forEach((question, tally) -> {
            String[] labels = {question.method(), question.path(), Integer.toString(question.status())};
            samples.add(RollcallFamilies.HTTP, tally.count().sum(), labels);
            samples.add(RollcallFamilies.HTTP_SECONDS, tally.nanos().sum() / NANOS, labels);
        });
    }
}
