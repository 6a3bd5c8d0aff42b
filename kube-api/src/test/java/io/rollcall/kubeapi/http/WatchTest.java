package io.rollcall.kubeapi.http;

import static io.rollcall.kubeapi.http.ApiFixture.DAEMON_SETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.http.ApiFixture.Watching;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches over HTTP. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchTest {

    private static final String JSON = "application/json";

    private final ApiFixture api = new ApiFixture(6);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("a watch shows what there is, then each change once, until its time is over")
    void changes() throws Exception {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        try (Watching watch = api.watch(DAEMON_SETS + "?watch=true&timeoutSeconds=2", JSON)) {
            assertThat(text(watch.next(1))).containsExactly("ADDED a");
            api.post(DAEMON_SETS, ApiFixture.daemonSet("b"));
            api.patch(DAEMON_SETS + "/a", "merge-patch+json", "{\"spec\":{\"minReadySeconds\":5}}");
            api.delete(DAEMON_SETS + "/b", null);
            assertThat(text(watch.next(3))).containsExactly("ADDED b", "MODIFIED a", "DELETED b");
            assertThat(watch.rest()).isEmpty();
        }
    }

    @Test
    @DisplayName("a watch goes on from the version of a list")
    void fromVersion() throws Exception {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        String version =
                api.get(DAEMON_SETS).json().at("/metadata/resourceVersion").asText();
        api.post(DAEMON_SETS, ApiFixture.daemonSet("b"));
        try (Watching watch = api.watch(DAEMON_SETS + "?watch=1&resourceVersion=" + version, JSON)) {
            assertThat(text(watch.next(1))).containsExactly("ADDED b");
        }
    }

    @Test
    @DisplayName("an object that comes into the selection is ADDED, one that leaves it DELETED as it was before")
    void selection() throws Exception {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        String version =
                api.get(DAEMON_SETS).json().at("/metadata/resourceVersion").asText();
        String label = "{\"metadata\":{\"labels\":{\"x\":%s}}}";
        try (Watching watch = api.watch(DAEMON_SETS + "?watch=1&labelSelector=x&resourceVersion=" + version, JSON)) {
            api.patch(DAEMON_SETS + "/a", "merge-patch+json", label.formatted("\"1\""));
            api.patch(DAEMON_SETS + "/a", "merge-patch+json", label.formatted("\"2\""));
            api.patch(DAEMON_SETS + "/a", "merge-patch+json", label.formatted("null"));
            List<JsonNode> events = watch.next(3);
            assertThat(text(events)).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
            assertThat(events.get(2).at("/object/metadata/labels/x").asText()).isEqualTo("2");
            assertThat(events.get(2).at("/object/metadata/resourceVersion").asLong())
                    .isGreaterThan(
                            events.get(1).at("/object/metadata/resourceVersion").asLong());
        }
    }

    @Test
    @DisplayName("in a watch of rows the columns come once")
    void table() throws Exception {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        try (Watching watch = api.watch(DAEMON_SETS + "?watch=1", ApiFixture.TABLE)) {
            api.post(DAEMON_SETS, ApiFixture.daemonSet("b"));
            List<JsonNode> events = watch.next(2);
            assertThat(events.get(0).at("/object/columnDefinitions/0/name").asText())
                    .isEqualTo("Name");
            assertThat(events.get(1).at("/object/columnDefinitions").isNull()).isTrue();
            assertThat(events.get(1).at("/object/rows/0/cells/0").asText()).isEqualTo("b");
        }
    }

    @Test
    @DisplayName("who asks for it is told up to which version all changes were sent")
    void bookmarks() throws Exception {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        String query = "?watch=1&allowWatchBookmarks=true&timeoutSeconds=1";
        try (Watching watch = api.watch(DAEMON_SETS + query, JSON)) {
            List<JsonNode> events = watch.rest();
            assertThat(text(events)).containsExactly("ADDED a", "BOOKMARK ");
            assertThat(events.get(1).at("/object/metadata/resourceVersion").asLong())
                    .isEqualTo(api.store.version());
        }
        try (Watching watch =
                api.watch(DAEMON_SETS + query + "&sendInitialEvents=true&resourceVersionMatch=NotOlderThan", JSON)) {
            assertThat(watch.next(2)
                            .get(1)
                            .at("/object/metadata/annotations/k8s.io~1initial-events-end")
                            .asText())
                    .isEqualTo("true");
        }
    }

    @Test
    @DisplayName("a watch from a version that is forgotten says so and ends")
    void tooOld() throws Exception {
        for (int i = 0; i < 8; i++) {
            api.post(DAEMON_SETS, ApiFixture.daemonSet("d" + i));
        }
        try (Watching watch = api.watch(DAEMON_SETS + "?watch=1&resourceVersion=1", JSON)) {
            List<JsonNode> events = watch.rest();
            assertThat(events).hasSize(1);
            assertThat(events.getFirst().path("type").asText()).isEqualTo("ERROR");
            assertThat(events.getFirst().at("/object/reason").asText()).isEqualTo("Expired");
            assertThat(events.getFirst().at("/object/code").asInt()).isEqualTo(410);
            assertThat(events.getFirst().at("/object/message").asText()).startsWith("too old resource version: 1 (");
        }
    }

    private static List<String> text(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("type").asText() + " "
                        + event.at("/object/metadata/name").asText())
                .toList();
    }
}
