package io.rollcall.projector.lists;

import io.rollcall.projector.query.answer.AsOf;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list, of which moment.
 *
 * @param limit at most so many items
 * @param after key of the last item that is known; null from the beginning
 */
public record Part(AsOf asOf, int limit, @Nullable String after) {}
