package io.rollcall.projector.tail;

import io.rollcall.projector.query.answer.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that changed, as decisions were made from it.
 *
 * @param kind Node, Pod, DaemonSet, ControllerRevision, CommandResult, Source or Rules
 * @param namespace namespace of the object; null for kinds without one
 * @param name name of the object; null for kinds without one
 * @param daemonSet namespace/name of the DaemonSet whose slot changed; null when none did, or it is not known
 * @param node node of that slot, or the node itself
 * @param at journal time
 * @param asOf how to ask for the moment right after it
 * @param cause the input record that it was made from; null for rules
 */
public record Change(
        String kind,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String daemonSet,
        @Nullable String node,
        Instant at,
        String asOf,
        @Nullable Place cause) {}
