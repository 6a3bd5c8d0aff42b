/** Reading the view at a moment: from SQL to rows and entries, nothing judged yet. */
@NullMarked
package io.rollcall.projector.query.read;

import org.jspecify.annotations.NullMarked;
