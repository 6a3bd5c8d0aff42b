/** Hashes of templates and the data of a ControllerRevision (semantics 3.4, 6.1). */
@NullMarked
package io.rollcall.rules.revision;

import org.jspecify.annotations.NullMarked;
