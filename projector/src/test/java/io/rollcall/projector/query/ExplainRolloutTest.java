package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.Revision;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.projector.query.answer.QueryJson;
import io.rollcall.projector.query.answer.RolloutEntry;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What explain says of rollouts and revisions. */
class ExplainRolloutTest extends ExplainScenario {

    @Test
    @DisplayName("C274 a generation that is not evaluated yet is waited for")
    void unobserved() throws SQLException {
        valid(daemonSet(PLAIN));
        log.add(STATUS, UID, status(2, 2).setObservedGeneration(0).build());

        assertThat(text()).contains("Rollout\n  Waiting for daemon set spec update to be observed...\n");
    }

    @Test
    @DisplayName(
            "C275 pods of old templates are waited for; the nodes with problems hold it up, and there is a way back")
    void replacing() throws SQLException {
        valid(daemonSet(PLAIN));
        log.add(REVISIONS, UID + "/h2", revision("h2", 2))
                .add(NODE_EVENTS, "n1", event(node("n1")))
                .add(NODE_EVENTS, "n2", event(node("n2")))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")))
                .add(
                        POD_EVENTS,
                        "b",
                        event(pod("nginx-b", "n2", 1)
                                .setLabels(new TreeMap<>(Map.of("app", "nginx", "controller-revision-hash", "h2")))
                                .setReason("ImagePullBackOff")))
                .add(STATUS, UID, status(2, 1).setUpdatedNumberScheduled(1).build());

        assertThat(text())
                .contains("Rollout\n"
                        + "  Waiting for daemon set \"nginx\" rollout to finish: 1 out of 2 new pods have been updated...\n"
                        + "  held up on n2: its pod is Pending: ImagePullBackOff\n")
                .contains("  - correct the image in the template of daemonset/nginx -n default\n"
                        + "  - go back to revision 1: kubectl rollout undo daemonset/nginx -n default\n");
    }

    @Test
    @DisplayName("C276 new pods are waited for until they are available")
    void becomingAvailable() throws SQLException {
        valid(daemonSet(PLAIN));
        log.add(STATUS, UID, status(2, 1).setUpdatedNumberScheduled(2).build());

        RolloutEntry rollout = whole().rollout();
        assertThat(rollout.sentence())
                .isEqualTo("Waiting for daemon set \"nginx\" rollout to finish: 1 of 2 updated pods are available...");
        assertThat(rollout.done()).isFalse();
        assertThat(rollout.blockers()).isEmpty();
    }

    @Test
    @DisplayName("C277 a rollout that is over is said to be, and nothing holds it up")
    void complete() throws SQLException {
        valid(daemonSet(PLAIN));
        log.add(STATUS, UID, status(2, 2).build());

        JsonNode rollout = QueryJson.mapper().valueToTree(whole()).path("rollout");
        assertThat(rollout.path("sentence").asText()).isEqualTo("daemon set \"nginx\" successfully rolled out");
        assertThat(rollout.path("done").asBoolean()).isTrue();
        assertThat(rollout.path("blockers")).isEmpty();
    }

    @Test
    @DisplayName("C278 OnDelete has no rollout status")
    void onDelete() throws SQLException {
        valid(daemonSet(PLAIN).setStrategy(UpdateStrategyType.ON_DELETE));
        log.add(STATUS, UID, status(2, 2).build());

        assertThat(text()).contains("Rollout\n  rollout status is only available for RollingUpdate strategy type\n");
    }

    @Test
    @DisplayName("C231 the history of revisions by number with their change cause; without any it says so")
    void history() throws SQLException {
        valid(daemonSet(PLAIN));
        Revision second = revision("h2", 2);
        second.setAnnotations(new TreeMap<>(Map.of("kubernetes.io/change-cause", "image 1.15", "other", "x")));
        log.add(REVISIONS, UID + "/h2", second);

        assertThat(text()).contains("Revisions\n  1  <none>  nginx-h1\n  2  image 1.15  nginx-h2 (current)\n");
        JsonNode revisions = QueryJson.mapper().valueToTree(whole()).path("revisions");
        assertThat(revisions.path(1).path("changeCause").asText()).isEqualTo("image 1.15");
        assertThat(revisions.path(1).path("current").asBoolean()).isTrue();
        assertThat(revisions.path(0).has("changeCause")).isFalse();

        log.tombstone(REVISIONS, UID + "/h1").tombstone(REVISIONS, UID + "/h2");
        assertThat(text()).contains("Revisions\n  No rollout history found.\n");
    }
}
