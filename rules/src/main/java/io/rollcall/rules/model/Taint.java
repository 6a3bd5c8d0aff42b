package io.rollcall.rules.model;

/**
 * A taint of a node.
 *
 * @param key the key
 * @param value the value, empty when absent
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record Taint(String key, String value, String effect) {

    /** The effect that keeps pods off and evicts those that run. */
    public static final String NO_EXECUTE = "NoExecute";

    /** The effect that keeps new pods off. */
    public static final String NO_SCHEDULE = "NoSchedule";

    /** As kubectl writes it: {@code key=value:effect}, or {@code key:effect} without a value. */
    public String text() {
        return value.isEmpty() ? key + ":" + effect : key + "=" + value + ":" + effect;
    }
}
