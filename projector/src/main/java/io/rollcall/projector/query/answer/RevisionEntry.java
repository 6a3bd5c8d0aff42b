package io.rollcall.projector.query.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a DaemonSet that is kept.
 *
 * @param revision its number; the highest is current
 * @param name name of the ControllerRevision
 * @param hash value of the pods' label controller-revision-hash
 * @param createdAt journal time of its creation
 * @param changeCause annotation kubernetes.io/change-cause of that time; null without one
 * @param current whether it is the current one
 */
public record RevisionEntry(
        long revision,
        String name,
        String hash,
        Instant createdAt,
        @Nullable String changeCause,
        boolean current) {}
