/** Whose is a pod or a ControllerRevision (semantics 7.2). */
@NullMarked
package io.rollcall.rules.claim;

import org.jspecify.annotations.NullMarked;
