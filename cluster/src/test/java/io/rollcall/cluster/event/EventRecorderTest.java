package io.rollcall.cluster.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.event.DaemonSetEvents;
import io.rollcall.rules.event.KubernetesEvent;
import io.rollcall.rules.model.DaemonSetIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events are counted and combined as Kubernetes' recorder does it. */
class EventRecorderTest {

    private static final DaemonSetIdentity NGINX = new DaemonSetIdentity("default", "nginx", "u-1");
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final ObjectStore store = new ObjectStore(1);
    private final EventRecorder recorder = listening(store);

    @Test
    @DisplayName("the same again counts up one event")
    void counts() {
        for (int i = 0; i < 3; i++) {
            record(
                    recorder,
                    DaemonSetEvents.createFailed("Forbidden", "exceeded quota").orElseThrow(),
                    i);
        }
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.path("count").asInt()).isEqualTo(3);
            assertThat(event.path("firstTimestamp").asText()).isEqualTo("2026-11-20T10:00:00Z");
            assertThat(event.path("lastTimestamp").asText()).isEqualTo("2026-11-20T10:00:02Z");
            assertThat(event.path("type").asText()).isEqualTo("Warning");
        });
    }

    @Test
    @DisplayName("from the tenth different message on they are one, which shows the last")
    void combines() {
        for (int i = 0; i < 14; i++) {
            record(recorder, DaemonSetEvents.created("nginx-" + i), i);
        }
        assertThat(events()).hasSize(10);
        assertThat(messages())
                .contains("Created pod: nginx-8", "(combined from similar events): Created pod: nginx-13")
                .doesNotContain("Created pod: nginx-9");
        assertThat(events().stream().map(event -> event.path("count").asInt())).contains(5);
    }

    @Test
    @DisplayName("after ten minutes without one, messages are told one by one again")
    void apart() {
        for (int i = 0; i < 12; i++) {
            record(recorder, DaemonSetEvents.created("nginx-" + i), i);
        }
        record(
                recorder,
                DaemonSetEvents.created("nginx-late"),
                12 + Duration.ofMinutes(11).toSeconds());
        assertThat(messages()).contains("Created pod: nginx-late");
    }

    @Test
    @DisplayName("of one DaemonSet 25 at once, then one every five minutes")
    void bounded() {
        for (int i = 0; i < 10_000; i++) {
            recorder.record(DaemonSetEvents.created("nginx-" + i), NGINX, "c-" + i, START);
        }
        assertThat(store.version()).isEqualTo(25);
        recorder.record(DaemonSetEvents.created("nginx-x"), NGINX, "c-x", START.plus(Duration.ofMinutes(5)));
        assertThat(store.version()).isEqualTo(26);
    }

    @Test
    @DisplayName("whoever goes on with the same objects counts the same event up")
    void goesOn() {
        KubernetesEvent event =
                DaemonSetEvents.createFailed("Forbidden", "exceeded quota").orElseThrow();
        record(recorder, event, 0);
        ObjectStore next = new ObjectStore(1);
        EventRecorder other = listening(next);
        events().forEach(object -> next.takeOver(ObjectKind.EVENT, ChangeType.ADDED, object));
        record(other, event, 5);
        assertThat(next.list(ObjectKind.EVENT))
                .singleElement()
                .satisfies(object -> assertThat(object.path("count").asInt()).isEqualTo(2));
    }

    private static EventRecorder listening(ObjectStore store) {
        EventRecorder recorder = new EventRecorder(store);
        store.listen(recorder);
        return recorder;
    }

    private static void record(EventRecorder recorder, KubernetesEvent event, long second) {
        recorder.record(event, NGINX, "c-" + second, START.plusSeconds(second));
    }

    private List<ObjectNode> events() {
        return store.list(ObjectKind.EVENT);
    }

    private List<String> messages() {
        return events().stream().map(event -> event.path("message").asText()).toList();
    }
}
