package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.View;
import io.rollcall.projector.query.answer.QueryJson;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists and streams over a log whose journal and outputs have several partitions. */
@Timeout(60)
class PartitionsTest {

    private static final int PARTITIONS = 3;
    private static final int DECISIONS_EACH = 20;

    @TempDir
    private Path folder;

    View view(Path place) throws SQLException {
        return new View(place);
    }

    /** The same in each partition of the journal, later by a second in the next: nodes come and go, as deciders learn of them. */
    private static void journals(Served served) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            served.records.in(partition).at(after(100 + partition));
            for (String name : List.of("a", "b", "c")) {
                served.records.add(
                        JOURNAL, name, new JournalRecord(null, null, node(name).build()));
            }
            served.records.add(
                    JOURNAL,
                    "b",
                    new JournalRecord(
                            null,
                            null,
                            node("b", "uid-b", 2).setChange(ChangeType.DELETED).build()));
        }
        served.view.fold(served.records.in(0));
    }

    private static void decide(Served served, int partition, int number) throws Exception {
        served.view.fold(served.records
                .in(partition)
                .add(
                        DECISIONS,
                        "k" + partition,
                        decision(id(partition, number), ActionType.CREATE, "n2", "p", "MISSING_POD")
                                .setJournal(new SourcePosition("rollcall.journal", partition, 100L + number))
                                .setAt(after(200 + number))
                                .build()));
    }

    private static String id(int partition, int number) {
        return partition + "-" + (100 + number) + "-0";
    }

    private static List<String> expected(int partition) {
        return IntStream.range(0, DECISIONS_EACH)
                .mapToObj(number -> id(partition, number))
                .toList();
    }

    private static void assertEachOnce(List<String> ids) {
        assertThat(ids).hasSize(PARTITIONS * DECISIONS_EACH);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            String prefix = partition + "-";
            assertThat(ids.stream().filter(id -> id.startsWith(prefix)).toList())
                    .isEqualTo(expected(partition));
        }
    }

    @Test
    @DisplayName(
            "a stream of decisions from several partitions goes on where it was cut, with nothing missed or repeated")
    void streams() throws Exception {
        long seed = System.nanoTime();
        System.out.println("PartitionsTest seed " + seed);
        Random random = new Random(seed);
        List<String> received = new ArrayList<>();
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            String last;
            try (EventReader first = new EventReader(served, "/api/v1/decisions/stream")) {
                last = first.next().getOrDefault("id", "");
            }
            Thread writer = Thread.ofPlatform().start(() -> {
                try {
                    for (int number = 0; number < DECISIONS_EACH; number++) {
                        for (int partition = 0; partition < PARTITIONS; partition++) {
                            decide(served, partition, number);
                        }
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            while (received.size() < PARTITIONS * DECISIONS_EACH) {
                try (EventReader reader = new EventReader(served, "/api/v1/decisions/stream", "Last-Event-ID", last)) {
                    reader.next();
                    int left = Math.min(1 + random.nextInt(12), PARTITIONS * DECISIONS_EACH - received.size());
                    for (; left > 0; left--) {
                        TreeMap<String, String> event = reader.next();
                        received.add(QueryJson.mapper()
                                .readTree(event.getOrDefault("data", ""))
                                .path("id")
                                .asText());
                        last = event.getOrDefault("id", "");
                    }
                }
            }
            writer.join();
        }
        assertEachOnce(received);
    }

    @Test
    @DisplayName("pages of decisions from several partitions have each of them once, those of a partition in order")
    void pages() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (int number = 0; number < DECISIONS_EACH; number++) {
                    decide(served, partition, number);
                }
            }
            List<String> ids = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = served.ask.json("/api/v1/decisions?order=oldest&limit=7&since=" + after(200)
                        + (next.isEmpty() ? "" : "&continue=" + next));
                page.path("items").forEach(item -> ids.add(item.path("id").asText()));
                next = page.path("continue").asText();
            } while (!next.isEmpty());
            assertEachOnce(ids);
        }
    }

    @Test
    @DisplayName(
            "a moment may name a place in each partition of the journal; a partition that is not named follows by time")
    void places() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            journals(served);
            Map<String, List<String>> nodes = new TreeMap<>();
            for (String moment : List.of(
                    "journal-1@0",
                    "journal-1@2",
                    "journal-1@3",
                    "journal-1@1,journal-0@3,rollcall.journal-2@0",
                    "journal-0@4,journal-1@3,journal-2@3",
                    "journal-2@2,journal-0@1")) {
                nodes.put(
                        moment,
                        served.ask
                                .json("/api/v1/nodes?asOf=" + moment)
                                .path("items")
                                .findValuesAsText("name"));
            }
            assertThat(nodes)
                    .containsEntry("journal-1@0", List.of("a"))
                    .containsEntry("journal-1@2", List.of("a", "b", "c"))
                    .containsEntry("journal-1@3", List.of("a", "c"))
                    .containsEntry("journal-1@1,journal-0@3,rollcall.journal-2@0", List.of("a", "b"))
                    .containsEntry("journal-0@4,journal-1@3,journal-2@3", List.of("a", "c"))
                    .containsEntry("journal-2@2,journal-0@1", List.of("a", "b", "c"));
            assertThat(Asking.detail(served.ask.get("/api/v1/nodes?asOf=journal-0@1,journal-2@77")))
                    .contains("journal-2@77 has not been read yet");
            assertThat(Asking.detail(served.ask.get("/api/v1/nodes?asOf=journal-0@1,soon")))
                    .contains("'journal-0@1,soon' is no moment");
        }
    }
}
