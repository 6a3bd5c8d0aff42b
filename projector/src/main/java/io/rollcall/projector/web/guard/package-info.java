/** Who may ask, and how much. */
@NullMarked
package io.rollcall.projector.web.guard;

import org.jspecify.annotations.NullMarked;
