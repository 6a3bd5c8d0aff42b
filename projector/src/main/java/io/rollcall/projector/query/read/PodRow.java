package io.rollcall.projector.query.read;

import io.rollcall.rules.model.PodFacts;
import org.jspecify.annotations.Nullable;

/**
 * A pod as the view has it.
 *
 * @param phase Kubernetes' word
 * @param reason why it is in that phase; null when nothing is said
 */
public record PodRow(PodFacts facts, String phase, @Nullable String reason) {}
