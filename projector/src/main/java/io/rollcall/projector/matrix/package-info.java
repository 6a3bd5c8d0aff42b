/** The matrix of nodes and DaemonSets: the finding about each slot, at any moment of the past, fast enough to turn a slider. */
@NullMarked
package io.rollcall.projector.matrix;

import org.jspecify.annotations.NullMarked;
