package io.rollcall.rules.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.event.KubernetesEvent.Severity;
import io.rollcall.rules.model.DaemonSetIdentity;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9.1: type, reason and words of each event. */
class DaemonSetEventsTest {

    @Test
    @DisplayName("C62 a succeeded pod that goes is a Normal event SucceededDaemonPod")
    void succeeded() {
        assertThat(DaemonSetEvents.deletionDecided("SUCCEEDED_POD", "default", "agent-1", "node-1"))
                .contains(new KubernetesEvent(
                        Severity.NORMAL,
                        "SucceededDaemonPod",
                        "Found succeeded daemon pod default/agent-1 on node node-1, will try to delete it"));
    }

    @Test
    @DisplayName("C51 a failed pod that goes is a Warning FailedDaemonPod")
    void failed() {
        assertThat(DaemonSetEvents.deletionDecided("FAILED_POD", "default", "agent-1", "node-1"))
                .contains(new KubernetesEvent(
                        Severity.WARNING,
                        "FailedDaemonPod",
                        "Found failed daemon pod default/agent-1 on node node-1, will try to kill it"));
    }

    @ParameterizedTest
    @EnumSource(
            value = RemovalReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAILED_POD", "SUCCEEDED_POD"})
    @DisplayName(
            "C64 a pod that goes for any other reason, as its node may not run it, is no event of its own when that is decided")
    void otherRemovals(RemovalReason reason) {
        assertThat(DaemonSetEvents.deletionDecided(reason.code(), "default", "agent-1", "node-1"))
                .isEmpty();
    }

    @Test
    @DisplayName("a created and a deleted pod are Normal events, one a pod")
    void done() {
        assertThat(DaemonSetEvents.created("agent-1"))
                .isEqualTo(new KubernetesEvent(Severity.NORMAL, "SuccessfulCreate", "Created pod: agent-1"));
        assertThat(DaemonSetEvents.deleted(List.of("agent-1", "agent-2"), null))
                .containsExactly(
                        new KubernetesEvent(Severity.NORMAL, "SuccessfulDelete", "Deleted pod: agent-1"),
                        new KubernetesEvent(Severity.NORMAL, "SuccessfulDelete", "Deleted pod: agent-2"));
    }

    @Test
    @DisplayName(
            "C147 a refused creation is a Warning FailedCreate with what the cluster said; a refused deletion FailedDelete")
    void refused() {
        assertThat(DaemonSetEvents.createFailed("Forbidden", "pods \"agent-1\" is forbidden: exceeded quota"))
                .contains(new KubernetesEvent(
                        Severity.WARNING,
                        "FailedCreate",
                        "Error creating: pods \"agent-1\" is forbidden: exceeded quota"));
        assertThat(DaemonSetEvents.deleteFailed("Conflict", null))
                .contains(new KubernetesEvent(Severity.WARNING, "FailedDelete", "Error deleting: Conflict"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NamespaceTerminating", "DaemonSetGone", "NodeGone", "Superseded"})
    @DisplayName("C148 no FailedCreate when the namespace is terminating, nor for what the cluster was never asked")
    void noEvent(String reason) {
        assertThat(DaemonSetEvents.createFailed(reason, "text")).isEmpty();
        assertThat(DaemonSetEvents.deleteFailed(reason, "text")).isEmpty();
    }

    @Test
    @DisplayName("C149 a pod that was gone before is neither deleted nor refused")
    void notFound() {
        assertThat(DaemonSetEvents.deleted(List.of("agent-1"), "NotFound")).isEmpty();
        assertThat(DaemonSetEvents.deleteFailed("NotFound", "text")).isEmpty();
    }

    @Test
    @DisplayName("C25 an empty selector is a Warning SelectingAll, another one nothing")
    void selectingAll() {
        assertThat(DaemonSetEvents.observed(new LabelSelector(new TreeMap<>(), List.of())))
                .get()
                .extracting(KubernetesEvent::severity, KubernetesEvent::reason)
                .containsExactly(Severity.WARNING, "SelectingAll");
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("app", "agent");
        assertThat(DaemonSetEvents.observed(new LabelSelector(labels, List.of())))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "the object names the DaemonSet and the original's component; told again it is the same object, told of another decision another")
    void object() {
        DaemonSetIdentity agent = new DaemonSetIdentity("default", "agent", "ds-uid");
        Instant at = Instant.parse("2026-11-20T10:00:00.123456Z");
        ObjectNode object = DaemonSetEvents.created("agent-1").toObject(agent, "0-12-0", at);

        assertThat(object.at("/metadata/name").asText()).matches("agent\\.[0-9a-f]{16}");
        assertThat(object.at("/metadata/namespace").asText()).isEqualTo("default");
        assertThat(object.at("/involvedObject/kind").asText()).isEqualTo("DaemonSet");
        assertThat(object.at("/involvedObject/uid").asText()).isEqualTo("ds-uid");
        assertThat(object.at("/source/component").asText()).isEqualTo("daemonset-controller");
        assertThat(object.path("type").asText()).isEqualTo("Normal");
        assertThat(object.path("firstTimestamp").asText()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(object.path("count").asInt()).isEqualTo(1);
        assertThat(DaemonSetEvents.created("agent-1").toObject(agent, "0-12-0", at))
                .isEqualTo(object);
        assertThat(DaemonSetEvents.created("agent-1")
                        .toObject(agent, "0-12-1", at)
                        .at("/metadata/name"))
                .isNotEqualTo(object.at("/metadata/name"));
    }
}
