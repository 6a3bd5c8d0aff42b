/** A running projector, asked by commands: where it is, and what it answers. */
@NullMarked
package io.rollcall.cli.projector;

import org.jspecify.annotations.NullMarked;
