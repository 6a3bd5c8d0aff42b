/** {@code rollcall replay}: what Rollcall decides on a recorded history, or whether it agrees with what was done there. */
@NullMarked
package io.rollcall.cli.replay;

import org.jspecify.annotations.NullMarked;
