package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.ActionType;
import io.rollcall.events.JournalRecord;
import io.rollcall.projector.Logged;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.QueryJson;
import io.rollcall.projector.tail.DecisionTail;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventStreamTest {

    private static final String DECISIONS_STREAM = "/api/v1/decisions/stream";

    @TempDir
    private Path folder;

    View view(Path place) throws SQLException {
        return new View(place);
    }

    private static String part(TreeMap<String, String> event, String name) throws Exception {
        return QueryJson.mapper()
                .readTree(event.getOrDefault("data", ""))
                .path(name)
                .asText();
    }

    private static void decide(Served served, int... numbers) throws Exception {
        Records records = served.records;
        for (int number : numbers) {
            records.add(
                    DECISIONS,
                    "k",
                    decision(id(number), ActionType.CREATE, number % 2 == 0 ? "n2" : "n1", "p", "MISSING_POD")
                            .build());
        }
        served.view.fold(records);
    }

    private static String id(int number) {
        return "0-" + (100 + number) + "-0";
    }

    @Test
    @DisplayName(
            "decisions come as they are made; who was cut off goes on behind the last id, with nothing missed or repeated")
    void resumes() throws Exception {
        long seed = System.nanoTime();
        System.out.println("EventStreamTest seed " + seed);
        Random random = new Random(seed);
        int all = 60;
        List<String> received = new ArrayList<>();
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            String last;
            try (EventReader first = new EventReader(served, DECISIONS_STREAM)) {
                assertThat(first.answer().headers().firstValue("Content-Type"))
                        .hasValue("text/event-stream; charset=utf-8");
                TreeMap<String, String> position = first.next();
                assertThat(position).containsEntry("event", "position");
                last = position.getOrDefault("id", "");
            }
            Thread writer = Thread.ofPlatform()
                    .start(() -> IntStream.range(0, all).forEach(number -> {
                        try {
                            decide(served, number);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            while (received.size() < all) {
                try (EventReader reader = new EventReader(served, DECISIONS_STREAM, "Last-Event-ID", last)) {
                    reader.next();
                    for (int left = 1 + random.nextInt(10); left > 0 && received.size() < all; left--) {
                        TreeMap<String, String> event = reader.next();
                        assertThat(event).containsEntry("event", "decision");
                        received.add(part(event, "id"));
                        last = event.getOrDefault("id", "");
                    }
                }
            }
            writer.join();
        }
        assertThat(received)
                .isEqualTo(IntStream.range(0, all).mapToObj(EventStreamTest::id).toList());
    }

    @Test
    @DisplayName("only decisions that are asked for come; a client without headers names the position in the question")
    void filters() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0));
                EventReader reader = new EventReader(served, DECISIONS_STREAM + "?node=n1&after=decisions-0@-")) {
            assertThat(reader.answer().statusCode()).isEqualTo(400);
        }
        try (Served served = new Served(view(folder.resolve("2")), WebSettings.local(0));
                EventReader reader = new EventReader(served, DECISIONS_STREAM + "?node=n1&after=decisions")) {
            assertThat(part(reader.next(), "position")).isEqualTo("decisions");
            assertThat(part(reader.next(), "id")).isEqualTo("0-2-0");
            decide(served, 0, 1, 2, 3);
            assertThat(part(reader.next(), "id")).isEqualTo(id(1));
            assertThat(part(reader.next(), "id")).isEqualTo(id(3));
        }
    }

    @Test
    @DisplayName("changes come with the slot that they are of and a moment to ask for")
    void changes() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0));
                EventReader reader = new EventReader(served, "/api/v1/changes/stream")) {
            reader.next();
            served.view.fold(served.records
                    .add(JOURNAL, "n3", new JournalRecord(null, null, node("n3").build()))
                    .add(
                            JOURNAL,
                            "default/nginx-a",
                            new JournalRecord(
                                    null, null, pod("nginx-a", "n1", 1).build())));
            TreeMap<String, String> node = reader.next();
            assertThat(part(node, "kind")).isEqualTo("Node");
            assertThat(part(node, "node")).isEqualTo("n3");
            TreeMap<String, String> pod = reader.next();
            assertThat(part(pod, "kind")).isEqualTo("Pod");
            assertThat(part(pod, "daemonSet")).isEqualTo("default/nginx");
            assertThat(part(pod, "node")).isEqualTo("n1");
            String asOf = part(pod, "asOf");
            assertThat(pod).containsEntry("id", asOf);
            assertThat(served.ask
                            .json("/api/v1/nodes?asOf=" + asOf)
                            .path("items")
                            .findValuesAsText("name"))
                    .containsExactly("n3");
        }
    }

    @Test
    @DisplayName("a position that the view has not reached is 410: the log is another one")
    void notReached() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            for (String stream : new String[] {"decisions", "journal"}) {
                String path = "/api/v1/" + (stream.equals("journal") ? "changes" : stream) + "/stream?after=" + stream;
                assertThat(served.ask.get(path + "-0@99999999").statusCode()).isEqualTo(410);
                assertThat(served.ask.get(path + "-7@0").statusCode()).isEqualTo(410);
            }
            assertThat(Asking.detail(served.ask.get("/api/v1/changes/stream?after=journal-0@99")))
                    .startsWith("the view is at journal-0@0, before journal-0@99: ");
        }
    }

    @Test
    @DisplayName("rows that go while a stream is open end it: coming back, its client hears that it missed something")
    void goneMeanwhile() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            DecisionTail tail =
                    new DecisionTail(served.view.database, new DecisionFilter(null, null, null, 1), "decisions-0@0");
            assertThat(tail.next()).hasSize(1);
            decide(served, 0, 1, 2);
            served.view.execute("INSERT INTO meta (name, value) VALUES ('decisions_since', '1')");
            served.view.execute("DELETE FROM decisions WHERE log_offset < 3");
            assertThatThrownBy(tail::next).hasMessageContaining("no longer has what came behind decisions-0@1");
        }
    }

    @Test
    @DisplayName("what is no longer kept is 410: the client knows that it missed something")
    void gone() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            decide(served, 0, 1, 2);
            served.view.execute("INSERT INTO meta (name, value) VALUES ('decisions_since', '1')");
            served.view.execute("DELETE FROM decisions WHERE log_offset < 3");
            HttpResponse<String> answer = served.ask.get(DECISIONS_STREAM, "Last-Event-ID", "decisions-0@0");
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(Asking.detail(answer)).contains("no longer has what came behind decisions-0@0");
        }
    }

    @Test
    @DisplayName("more streams than allowed are turned away, until one ends; a reader that reads nothing stops nobody")
    void bounded() throws Exception {
        WebSettings few = new WebSettings("127.0.0.1", 0, WebSettings.local(0).access(), 2, 2, 0);
        try (Served served = new Served(view(folder), few);
                Socket slow =
                        new Socket("127.0.0.1", URI.create(served.web.url()).getPort())) {
            slow.setReceiveBufferSize(1_024);
            slow.getOutputStream()
                    .write(("GET " + DECISIONS_STREAM + "?after=decisions HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (EventReader reader = new EventReader(served, DECISIONS_STREAM)) {
                reader.next();
                for (int round = 0; round < 10; round++) {
                    decide(
                            served,
                            IntStream.range(round * 400, round * 400 + 400).toArray());
                }
                HttpResponse<String> third = served.ask.get(DECISIONS_STREAM);
                assertThat(third.statusCode()).isEqualTo(503);
                assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
                for (int number = 0; number < 4_000; number++) {
                    assertThat(part(reader.next(), "id")).isEqualTo(id(number));
                }
            }
            assertThat(served.ask.get("/api/v1/nodes").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("stopping with streams open, one of them to a reader that reads nothing, ends them without an error")
    void stopsInOrder() throws Exception {
        try (Logged log = new Logged()) {
            Served served = new Served(folder, WebSettings.local(0));
            decide(served, IntStream.range(0, 4_000).toArray());
            try (Socket slow =
                            new Socket("127.0.0.1", URI.create(served.web.url()).getPort());
                    EventReader reader = new EventReader(served, DECISIONS_STREAM)) {
                slow.setReceiveBufferSize(1_024);
                slow.getOutputStream()
                        .write(("GET " + DECISIONS_STREAM + "?after=decisions HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                reader.next();
                assertThat(slow.getInputStream().read()).isPositive();
                served.close();
                assertThatThrownBy(reader::next).isInstanceOfAny(AssertionError.class, IOException.class);
            }
            // What a stream leaves undone shows when its thread looks again.
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("events")) {
                    thread.join(2_000);
                    assertThat(thread.isAlive())
                            .as(() -> Arrays.toString(thread.getStackTrace()))
                            .isFalse();
                }
            }
            assertThat(log.lines()).isEmpty();
        }
    }
}
