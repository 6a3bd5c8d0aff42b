/** History on real logs: those of recorded histories, made by the router and the decider in this process. */
@NullMarked
package io.rollcall.projector.past;

import org.jspecify.annotations.NullMarked;
