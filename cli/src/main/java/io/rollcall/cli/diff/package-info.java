/** {@code rollcall diff}: what two runs have in common, and what not. */
@NullMarked
package io.rollcall.cli.diff;

import org.jspecify.annotations.NullMarked;
