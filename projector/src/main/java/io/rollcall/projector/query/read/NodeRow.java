package io.rollcall.projector.query.read;

import io.rollcall.rules.model.NodeFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as the view has it.
 *
 * @param deletedAt when it went; null while it is there
 */
public record NodeRow(NodeFacts facts, @Nullable Instant deletedAt) {}
