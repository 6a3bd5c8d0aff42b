package io.rollcall.projector.query.read;

import io.rollcall.rules.claim.Claim;
import io.rollcall.rules.claim.ClaimResult;
import io.rollcall.rules.model.LabelSelector;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A DaemonSet as the view has it. Its spec is the one in force; as long as none is, the one its source has.
 *
 * @param generation metadata.generation, of the newest version, which may have been refused
 * @param generationAt time of the record that first had the generation in force
 * @param template spec.template as JSON
 * @param strategy ROLLING_UPDATE or ON_DELETE
 * @param generationInForce generation of the last version that was valid; null before the first has come to the journal
 */
public record DaemonSetRow(
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
        int minReadySeconds,
        @Nullable Long generationInForce) {

    /** namespace/name. */
    public String id() {
        return namespace + "/" + name;
    }

    /** Whether it is to make an orphan of its namespace its own (semantics 7.2). */
    boolean adopts(PodRow orphan) {
        return !selector.isEmpty() && Claim.of(orphan.facts(), uid, selector, terminating) == ClaimResult.ADOPT;
    }

    /** Whether pods are replaced only where somebody deletes them. */
    public boolean onDelete() {
        return strategy.equals("ON_DELETE");
    }
}
