/** Questions to the view and their answers, as records, text and JSON. */
@NullMarked
package io.rollcall.projector.query;

import org.jspecify.annotations.NullMarked;
