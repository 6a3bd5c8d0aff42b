package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.events.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of a recording, and how an audit compares with it. */
final class Expectation {

    private final JsonNode expected;

    Expectation(JsonNode expected) {
        this.expected = expected;
    }

    /** What the DaemonSet controller created and deleted, as "ACTION namespace/name pod", sorted. */
    List<String> decisions() {
        return expected.path("decisions")
                .valueStream()
                .filter(decision -> decision.path("by").asText().equals("daemonset-controller"))
                .map(decision -> decision.path("action").asText().toUpperCase(java.util.Locale.ROOT) + " "
                        + decision.path("daemonSet").asText() + " "
                        + decision.path("pod").asText())
                .sorted()
                .toList();
    }

    /** The same of an audit: what it matched or explained. */
    static List<String> decisions(Audit audit) {
        return audit.decisions.stream()
                .filter(decision -> decision.getShadow().getSide().equals("other"))
                .filter(decision ->
                        decision.getAction() == ActionType.CREATE || decision.getAction() == ActionType.DELETE)
                .filter(decision -> decision.getShadow().getMatched()
                        || decision.getShadow().getKnownDefect() != null)
                .map(decision -> decision.getAction() + " " + nameOf(decision) + " " + decision.getPod())
                .sorted()
                .toList();
    }

    void assertStatus(Audit audit) {
        assertThat(told(audit.statusByName)).isEqualTo(statuses());
    }

    /** The recorded status of each DaemonSet, as text. */
    Map<String, String> statuses() {
        Map<String, String> wanted = new TreeMap<>();
        expected.path("finalStatus")
                .properties()
                .forEach(status -> wanted.put(status.getKey(), text(status.getValue())));
        return wanted;
    }

    /** The status that was told, in the same words. */
    static Map<String, String> told(Map<String, Status> statusByName) {
        Map<String, String> told = new TreeMap<>();
        statusByName.forEach((name, status) -> told.put(name, text(status)));
        return told;
    }

    private static String nameOf(Decision decision) {
        return decision.getDaemonSet().getNamespace() + "/"
                + decision.getDaemonSet().getName();
    }

    private static String text(JsonNode status) {
        return "observed " + number(status, "observedGeneration") + " desired "
                + number(status, "desiredNumberScheduled") + " current " + number(status, "currentNumberScheduled")
                + " misscheduled " + number(status, "numberMisscheduled") + " ready " + number(status, "numberReady")
                + " updated " + number(status, "updatedNumberScheduled") + " available "
                + number(status, "numberAvailable") + " unavailable " + number(status, "numberUnavailable");
    }

    private static String text(Status status) {
        return "observed " + status.getObservedGeneration() + " desired " + status.getDesiredNumberScheduled()
                + " current " + status.getCurrentNumberScheduled() + " misscheduled "
                + status.getNumberMisscheduled() + " ready " + status.getNumberReady() + " updated "
                + status.getUpdatedNumberScheduled() + " available " + status.getNumberAvailable() + " unavailable "
                + status.getNumberUnavailable();
    }

    private static int number(JsonNode status, String field) {
        return status.path(field).asInt(0);
    }
}
