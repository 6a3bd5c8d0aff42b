/** Reference documents that are made from the catalogue and the schemas. */
@NullMarked
package io.rollcall.events.docs;

import org.jspecify.annotations.NullMarked;
