/** Events as they stand in the log: schemas, topics, serdes. */
@NullMarked
package io.rollcall.events;

import org.jspecify.annotations.NullMarked;
