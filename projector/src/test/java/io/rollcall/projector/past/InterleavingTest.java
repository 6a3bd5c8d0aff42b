package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.projection.LogRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterleavingTest {

    private static final int ORDERS = 8;

    @TempDir
    Path folder;

    View view(String name) throws SQLException, IOException {
        return new View(folder.resolve(name));
    }

    @Test
    @DisplayName(
            "in whatever order topics are read, and however they are cut into batches, the tables are equal row for row")
    void anyOrder() throws Exception {
        List<LogRecord> log =
                RecordedLog.closedLoop(Histories.of("13-rolling-mu1")).records();
        List<String> expected;
        try (View view = view("in-order")) {
            Batches.apply(view, log);
            expected = view.everything();
        }
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        for (int order = 0; order < ORDERS; order++) {
            try (View view = view("order-" + order)) {
                for (List<LogRecord> batch : batches(shuffled(log, random), random)) {
                    view.projection.apply(Batches.of(batch));
                }
                assertThat(view.everything()).isEqualTo(expected);
            }
        }
    }

    /** Each topic in its own order, in runs of up to half of it: some are read far ahead of others. */
    private static List<LogRecord> shuffled(List<LogRecord> log, Random random) {
        Map<String, Deque<LogRecord>> topics = new TreeMap<>();
        for (LogRecord record : log) {
            topics.computeIfAbsent(record.topicName(), name -> new ArrayDeque<>())
                    .add(record);
        }
        List<Deque<LogRecord>> left = new ArrayList<>(topics.values());
        List<LogRecord> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Deque<LogRecord> topic = left.get(random.nextInt(left.size()));
            for (int run = random.nextInt(1, topic.size() / 2 + 2); run > 0 && !topic.isEmpty(); run--) {
                order.add(topic.remove());
            }
            left.removeIf(Deque::isEmpty);
        }
        return order;
    }

    private static List<List<LogRecord>> batches(List<LogRecord> order, Random random) {
        List<List<LogRecord>> batches = new ArrayList<>();
        for (int from = 0; from < order.size(); ) {
            int to = Math.min(order.size(), from + random.nextInt(1, 200));
            batches.add(order.subList(from, to));
            from = to;
        }
        return batches;
    }
}
