/** The story of an object: what the journal told of it, what was done about it, by whom and why. */
@NullMarked
package io.rollcall.projector.query.story;

import org.jspecify.annotations.NullMarked;
