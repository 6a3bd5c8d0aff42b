/** Tests of the metrics. */
@NullMarked
package io.rollcall.projector.metrics;

import org.jspecify.annotations.NullMarked;
