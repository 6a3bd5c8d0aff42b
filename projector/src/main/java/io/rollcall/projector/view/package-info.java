/** The SQLite file: its schema, who may open it, how values stand in its columns. */
@NullMarked
package io.rollcall.projector.view;

import org.jspecify.annotations.NullMarked;
