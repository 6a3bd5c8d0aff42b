/** What came since: the end of the view's tables, followed. */
@NullMarked
package io.rollcall.projector.tail;

import org.jspecify.annotations.NullMarked;
