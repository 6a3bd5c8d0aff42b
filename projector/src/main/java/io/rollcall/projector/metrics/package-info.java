/** The view in numbers, for Prometheus. */
@NullMarked
package io.rollcall.projector.metrics;

import org.jspecify.annotations.NullMarked;
