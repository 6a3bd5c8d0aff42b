/** The {@code rollcall} command. */
@NullMarked
package io.rollcall.cli;

import org.jspecify.annotations.NullMarked;
