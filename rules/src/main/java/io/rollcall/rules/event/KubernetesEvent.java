package io.rollcall.rules.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.DaemonSetIdentity;
import io.rollcall.rules.model.Fnv;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event about a DaemonSet, as {@code kubectl describe} shows it.
 *
 * @param severity Normal or Warning
 * @param reason CamelCase reason
 * @param message text for people, with the original's words
 */
public record KubernetesEvent(Severity severity, String reason, String message) {

    /** The component that the original's events name, which tools look for. */
    public static final String SOURCE = "daemonset-controller";

    /** How an event is meant. */
    public enum Severity {
        /** As things should go. */
        NORMAL("Normal"),
        /** Something is not as it should be. */
        WARNING("Warning");

        private final String text;

        Severity(String text) {
            this.text = text;
        }

        /** As the field {@code type} of an event says it. */
        public String text() {
            return text;
        }
    }

    static KubernetesEvent normal(String reason, String message) {
        return new KubernetesEvent(Severity.NORMAL, reason, message);
    }

    static KubernetesEvent warning(String reason, String message) {
        return new KubernetesEvent(Severity.WARNING, reason, message);
    }

    /**
     * The v1 Event object that says this. Its name follows from what it tells of, so that telling it again, after a restart or from a
     * replay, makes no second object.
     *
     * @param about the DaemonSet
     * @param origin id of the decision or command that it tells of
     * @param at when that happened
     */
    public ObjectNode toObject(DaemonSetIdentity about, String origin, Instant at) {
        String time = at.truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata")
                .put("name", name(about, origin))
                .put("namespace", about.namespace())
                .put("creationTimestamp", time);
        event.putObject("involvedObject")
                .put("apiVersion", "apps/v1")
                .put("kind", "DaemonSet")
                .put("name", about.name())
                .put("namespace", about.namespace())
                .put("uid", about.uid());
        event.put("type", severity.text()).put("reason", reason).put("message", message);
        event.putObject("source").put("component", SOURCE);
        return event.put("firstTimestamp", time)
                .put("lastTimestamp", time)
                .put("count", 1)
                .put("reportingComponent", SOURCE)
                .put("reportingInstance", "");
    }

    private String name(DaemonSetIdentity about, String origin) {
        long sum = new Fnv.Sum64()
                .add(about.uid())
                .add(origin)
                .add(reason)
                .add(message)
                .mixed();
        String hex = Long.toHexString(sum);
        return about.name() + "." + "0".repeat(16 - hex.length()) + hex;
    }
}
