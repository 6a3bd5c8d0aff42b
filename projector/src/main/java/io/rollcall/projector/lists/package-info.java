/** Lists of what is in the view, part by part. */
@NullMarked
package io.rollcall.projector.lists;

import org.jspecify.annotations.NullMarked;
