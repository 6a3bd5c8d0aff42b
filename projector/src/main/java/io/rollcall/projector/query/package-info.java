/** Questions to the view, and their answers as text. The way to an answer: rows are read, objects get their story, slots their finding. */
@NullMarked
package io.rollcall.projector.query;

import org.jspecify.annotations.NullMarked;
