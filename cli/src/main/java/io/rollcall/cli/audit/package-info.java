/** {@code rollcall audit}: what was decided and why, and whether it follows from the journal. */
@NullMarked
package io.rollcall.cli.audit;

import org.jspecify.annotations.NullMarked;
