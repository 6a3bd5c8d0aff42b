package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a slot.
 *
 * @param phase Kubernetes' word
 * @param reason why it is in that phase; null when nothing is said
 * @param revision number of its revision, 0 when unknown
 * @param current whether that is the current one
 * @param bound whether it has its node
 * @param readySince since when it is Ready; null when it is not, or unknown
 */
public record PodView(
        String name,
        String uid,
        String phase,
        boolean ready,
        boolean terminating,
        boolean bound,
        long revision,
        boolean current,
        @Nullable String reason,
        @Nullable Instant createdAt,
        @Nullable Instant readySince) {}
