/** {@code rollcall controller}, {@code projector}, {@code cluster}, {@code registry}: one component a process, with what operators expect of it. */
@NullMarked
package io.rollcall.cli.component;

import org.jspecify.annotations.NullMarked;
