package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import java.nio.file.Path;
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
        try (Served served = new Served(folder, WebSettings.local(0))) {
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
    @DisplayName("slots with the last decision, records that could not be used")
    void others() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            assertThat(all(served, "slots?daemonSet=nginx&", "node")).containsExactly("n1", "n2");
            assertThat(all(served, "slots?node=n2&", "lastReason")).containsExactly("MISSING_POD");
            served.view.fold(served.records.unreadable(NODE_EVENTS, "UNDECODABLE", "bad bytes"));
            assertThat(all(served, "rejected?", "reason")).containsExactly("UNDECODABLE");
        }
    }

    @Test
    @DisplayName("a continue that is of another list, or of none, is named")
    void wrongContinue() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            assertThat(Asking.detail(served.ask.get("/api/v1/sources?continue=YQ")))
                    .contains("the parameter continue is not of this list");
            assertThat(Asking.detail(served.ask.get("/api/v1/sources?continue=%7B")))
                    .contains("the parameter continue is '{'");
        }
    }
}
