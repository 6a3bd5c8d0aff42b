/** Drawn histories of small clusters around one decider, with the invariants of the design checked after each record. */
@NullMarked
package io.rollcall.controller.simulation;

import org.jspecify.annotations.NullMarked;
