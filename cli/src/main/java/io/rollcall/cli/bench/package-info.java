/** {@code rollcall bench}: what an event costs. */
@NullMarked
package io.rollcall.cli.bench;

import org.jspecify.annotations.NullMarked;
