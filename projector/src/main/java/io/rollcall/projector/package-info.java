/** The log as a view. */
@NullMarked
package io.rollcall.projector;

import org.jspecify.annotations.NullMarked;
