package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryJson;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExplainDaemonSetTest extends ExplainScenario {

    @Test
    @DisplayName("an unknown DaemonSet: an error that names what there is, and when one of that name went")
    void unknownDaemonSet() throws SQLException {
        applied("");
        log.at(after(40))
                .add(
                        DAEMON_SET_EVENTS,
                        "default/old",
                        event(daemonSet(PLAIN).setName("old").setUid("ds-0").setChange(ChangeType.DELETED)));
        view.fold(log);
        assertThatThrownBy(() -> explain.explain("kube-system", "nginx", null))
                .isInstanceOf(QueryException.class)
                .hasMessage("there is no DaemonSet kube-system/nginx; there is default/nginx");
        assertThatThrownBy(() -> explain.explain("default", "old", null))
                .hasMessage(
                        "there is no DaemonSet default/old any more, it was deleted at 2026-03-01T10:00:40Z (a moment before"
                                + " that, --at or asOf, has it); there is default/nginx");
        assertThatThrownBy(() -> explain.explain("default", "nginx", null, AsOf.parse("2026-03-01T09:00:00Z")))
                .hasMessage("there is no DaemonSet default/nginx; there is none at all at that moment");
    }

    @Test
    @DisplayName("a whole DaemonSet: the sum in a sentence, counters, nodes grouped with problems first")
    void wholeDaemonSet() throws SQLException {
        applied("");
        for (int i = 1; i <= 3; i++) {
            log.add(NODE_EVENTS, "n" + i, event(node("n" + i)));
        }
        log.add(
                        NODE_EVENTS,
                        "control-plane",
                        event(node("control-plane").setTaints(taints(taint(CONTROL_PLANE, "NoSchedule")))))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")))
                .add(POD_EVENTS, "b", event(running("nginx-b", "n2")))
                .add(POD_EVENTS, "c", event(pod("nginx-c", "n3", 2).setReason("Insufficient cpu")))
                .add(STATUS, UID, status(3, 2).build());
        view.fold(log);

        Explanation answer = explain.explain("default", "nginx", null);
        assertThat(firstLine(answer))
                .isEqualTo(
                        "default/nginx runs on 2 of 3 nodes that should run it: on n3, its pod is Pending: Insufficient"
                                + " cpu; 1 more left out, on control-plane, taint " + CONTROL_PLANE
                                + ":NoSchedule is not tolerated");
        assertThat(ExplanationText.of(answer))
                .contains("  desired 3, current 2, ready 2, up-to-date 2, available 2, misscheduled 0\n")
                .contains("  PROBLEM   1  its pod is Pending: Insufficient cpu: n3\n"
                        + "  ok        2  its pod is Ready: n1, n2\n"
                        + "  left out  1  taint " + CONTROL_PLANE + ":NoSchedule is not tolerated: control-plane\n");
    }

    @Test
    @DisplayName("a whole DaemonSet that runs everywhere, and one that may run nowhere")
    void extremes() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1"))).add(POD_EVENTS, "a", event(running("nginx-a", "n1")));
        view.fold(log);
        assertThat(verdict()).isEqualTo("default/nginx runs on the 1 node that should run it");

        log.add(
                DAEMON_SET_EVENTS,
                "default/nginx",
                event(daemonSet(template("\"nodeSelector\":{\"disk\":\"ssd\"}"))
                        .setResourceVersion("11")
                        .setGeneration(2)));
        log.add(POD_EVENTS, "a", event(running("nginx-a", "n1").setChange(ChangeType.DELETED)));
        view.fold(log);
        assertThat(verdict())
                .isEqualTo(
                        "default/nginx should run on none of 1 node: on n1, node selector disk=ssd does not match, the"
                                + " node lacks the label");
    }

    private @Nullable String verdict() throws SQLException {
        return explain.explain("default", "nginx", null).verdict();
    }

    @Test
    @DisplayName("the same as JSON, times as RFC 3339")
    void json() throws SQLException {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")))
                .add(COMMANDS, "k", create("0-7-0", "n1", 1, "nginx-a"))
                .add(COMMAND_RESULTS, "k", answer("0-7-0", "n1", 1, CommandOutcome.DONE, ""))
                .add(
                        DECISIONS,
                        "k",
                        decision("0-7-0", ActionType.CREATE, "n1", "nginx-a", "MISSING_POD")
                                .build());
        view.fold(log);
        JsonNode json = QueryJson.mapper().valueToTree(explain.explain("default", "nginx", "n1"));
        assertThat(json.path("kind").asText()).isEqualTo("slot");
        assertThat(json.path("pods").path(0).path("readySince").asText()).isEqualTo("2026-03-01T10:00:05Z");
        assertThat(json.path("decisions").path(0).path("cause").path("offset").asLong())
                .isEqualTo(12);
        assertThat(json.path("decisions").path(0).path("action").asText()).isEqualTo("create");
        assertThat(json.path("command").path("outcome").asText()).isEqualTo("DONE");
        assertThat(json.has("backOffUntil")).isFalse();
    }

    @Test
    @DisplayName("nodes that an affinity or a selector leaves out are one group, whatever label each of them has")
    void oneGroup() throws SQLException {
        applied("\"nodeSelector\":{\"kubernetes.io/hostname\":\"n9\"}");
        log.add(NODE_EVENTS, "n1", event(node("n1"))).add(NODE_EVENTS, "n2", event(node("n2")));
        assertThat(whole().groups())
                .containsExactly(new Explanation.NodeGroup(
                        "NODE_SELECTOR",
                        "LEFT_OUT",
                        "node selector kubernetes.io/hostname=n9 does not match, the node has another value",
                        2,
                        List.of("n1", "n2")));
    }

    @Test
    @DisplayName("nodes whose pod is of an old revision do run one")
    void oldRevision() throws SQLException {
        applied("");
        log.add(REVISIONS, UID + "/h2", revision("h2", 2))
                .add(NODE_EVENTS, "n1", event(node("n1")))
                .add(NODE_EVENTS, "n2", event(node("n2")))
                .add(POD_EVENTS, "a", event(running("nginx-a", "n1")))
                .add(POD_EVENTS, "b", event(pod("nginx-b", "n2", 1).setReason("Insufficient cpu")));
        assertThat(whole().verdict())
                .isEqualTo(
                        "default/nginx runs on 1 of 2 nodes that should run it, on 1 of them an old revision: on n2, its"
                                + " pod is Pending: Insufficient cpu");
    }
}
