package io.rollcall.projector.query.answer;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param name which: {@code daemonSet}, {@code node}, {@code nodeName}, {@code nodeSelector}, {@code nodeAffinity}, {@code
 *     nodeAffinity.term}, {@code nodeAffinity.requirement}, {@code taint}, {@code eligible}, {@code pods}, {@code command}, {@code
 *     backOff}, {@code budget}, {@code pod.alive}, {@code pod.running}, {@code pod.ready}, {@code pod.available}, {@code
 *     pod.current}
 * @param passed whether it holds
 * @param text one sentence for people, without a full stop
 * @param since since when it fails; null where it holds, or that is not known
 */
public record CheckEntry(
        String name, boolean passed, String text, @Nullable Since since) {

    /** Whether it is part of another check, and may fail where that one holds: terms are alternatives. */
    public boolean part() {
        return name.startsWith("nodeAffinity.");
    }
}
