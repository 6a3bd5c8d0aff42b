package io.rollcall.projector.query;

import io.rollcall.rules.model.LabelSelector;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A DaemonSet as the view has it.
 *
 * @param generationAt time of the record that first had this generation
 * @param template spec.template as JSON
 * @param strategy ROLLING_UPDATE or ON_DELETE
 */
record DaemonSetRow(
        String uid,
        String namespace,
        String name,
        long generation,
        Instant generationAt,
        @Nullable Long templateGeneration,
        boolean terminating,
        LabelSelector selector,
        String template,
        String strategy,
        @Nullable String maxUnavailable,
        @Nullable String maxSurge,
        int minReadySeconds) {

    /** namespace/name. */
    String id() {
        return namespace + "/" + name;
    }

    boolean onDelete() {
        return strategy.equals("ON_DELETE");
    }
}
