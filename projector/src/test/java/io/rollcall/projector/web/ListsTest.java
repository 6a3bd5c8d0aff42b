package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.projector.View;
import io.rollcall.projector.projection.Pruning;
import io.rollcall.projector.projection.Retention;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListsTest {

    @TempDir
    private Path folder;

    View view(Path place) throws SQLException {
        return new View(place);
    }

    private static List<String> all(Served served, String list, String field) throws Exception {
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    served.ask.json("/api/v1/" + list + "limit=2" + (next.isEmpty() ? "" : "&continue=" + next));
            assertThat(page.path("items").size()).as(page.toString()).isLessThanOrEqualTo(2);
            page.path("items").forEach(item -> found.add(item.path(field).asText()));
            next = page.path("continue").asText();
        } while (!next.isEmpty());
        return found;
    }

    @Test
    @DisplayName("a long list comes in parts, each item once")
    void parts() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            for (int i = 0; i < 5; i++) {
                served.records.add(
                        DECISIONS,
                        "k",
                        decision("0-" + (10 + i) + "-0", ActionType.CREATE, "m" + i, "p" + i, "MISSING_POD")
                                .build());
            }
            served.view.fold(served.records);
            assertThat(all(served, "slots?", "node")).containsExactly("m0", "m1", "m2", "m3", "m4", "n1", "n2");
            assertThat(all(served, "slots?daemonSet=other/nginx&", "node")).isEmpty();
        }
    }

    @Test
    @DisplayName("nodes, DaemonSets and rollouts come in parts, too, also as of a moment")
    void objects() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            for (String name : List.of("b", "a", "c", "d")) {
                String uid = "uid-" + name;
                served.records
                        .add(NODE_EVENTS, "m-" + name, event(node("m-" + name)))
                        .add(JOURNAL, "m-" + name, observed(node("m-" + name).build()))
                        .add(
                                DAEMON_SET_EVENTS,
                                "kube-system/" + name,
                                event(daemonSet(PLAIN)
                                        .setUid(uid)
                                        .setNamespace("kube-system")
                                        .setName(name)));
            }
            served.records.add(
                    STATUS,
                    UID,
                    status(1, 0).setRevision(1L).setRevisionHash("1").build());
            for (long revision = 2; revision <= 6; revision++) {
                served.records.add(
                        STATUS,
                        UID,
                        status(1, 0)
                                .setRevision(revision)
                                .setRevisionHash("" + revision)
                                .setAt(after(10 + revision))
                                .setJournal(place(10 + revision))
                                .build());
            }
            served.view.fold(served.records);
            assertThat(all(served, "nodes?", "name")).containsExactly("m-a", "m-b", "m-c", "m-d", "n1", "n2");
            assertThat(all(served, "daemonsets?", "name")).containsExactly("nginx", "a", "b", "c", "d");
            assertThat(all(served, "rollouts?", "revision")).containsExactly("2", "3", "4", "5", "6");
            assertThat(all(served, "nodes?asOf=journal-0@3&", "name")).containsExactly("m-a", "m-b", "m-c");
        }
    }

    private static JournalRecord observed(Object body) {
        return new JournalRecord(null, null, body);
    }

    @Test
    @DisplayName("slots with the last decision, records that could not be used")
    void others() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            assertThat(all(served, "slots?daemonSet=nginx&", "node")).containsExactly("n1", "n2");
            assertThat(all(served, "slots?node=n2&", "lastReason")).containsExactly("MISSING_POD");
            served.view.fold(served.records.unreadable(NODE_EVENTS, "UNDECODABLE", "bad bytes"));
            assertThat(all(served, "rejected?", "reason")).containsExactly("UNDECODABLE");
        }
    }

    @Test
    @DisplayName(
            "slots of a DaemonSet that is gone are listed no more, and go from the view when decisions are too old")
    void goneDaemonSet() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            Pruning pruning = new Pruning(served.view.database, new Retention(Retention.FOR_EVER, 0), 100);
            pruning.step();
            assertThat(all(served, "slots?", "node")).containsExactly("n1", "n2");
            served.view.fold(served.records
                    .at(after(1_000))
                    .add(
                            DAEMON_SET_EVENTS,
                            "default/nginx",
                            event(daemonSet(PLAIN).setResourceVersion("11").setChange(ChangeType.DELETED)))
                    .add(JOURNAL, "tick", new JournalRecord(null, null, new ClockTicked())));
            assertThat(all(served, "slots?", "node")).isEmpty();
            pruning.step();
            assertThat(served.view.rows("SELECT node FROM slots")).isEmpty();
        }
    }

    @Test
    @DisplayName("a continue that is of another list, or of none, is named")
    void wrongContinue() throws Exception {
        try (Served served = new Served(view(folder), WebSettings.local(0))) {
            assertThat(Asking.detail(served.ask.get("/api/v1/sources?continue=YQ")))
                    .contains("the parameter continue is not of this list");
            for (String list : List.of("daemonsets", "rollouts")) {
                assertThat(Asking.detail(served.ask.get("/api/v1/" + list + "?continue=YQ")))
                        .as(list)
                        .contains("the parameter continue is not of this list");
            }
            assertThat(Asking.detail(served.ask.get("/api/v1/sources?continue=%7B")))
                    .contains("the parameter continue is '{'");
        }
    }
}
