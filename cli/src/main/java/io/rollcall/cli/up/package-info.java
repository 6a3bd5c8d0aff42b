/** {@code rollcall up}: everything in one process, with a simulated cluster. */
@NullMarked
package io.rollcall.cli.up;

import org.jspecify.annotations.NullMarked;
