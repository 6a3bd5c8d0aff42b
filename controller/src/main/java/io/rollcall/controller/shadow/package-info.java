/**
 * The auditor: reads the journal of a cluster that another controller runs and says of each of that controller's actions whether
 * Rollcall's rules allow it, and which of their own demands it left open. Pure, as the aggregate is.
 */
@NullMarked
package io.rollcall.controller.shadow;

import org.jspecify.annotations.NullMarked;
