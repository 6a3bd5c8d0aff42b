/** The pod that is created, where a pod belongs, whether it is available and current (semantics 3, 5.2). */
@NullMarked
package io.rollcall.rules.pod;

import org.jspecify.annotations.NullMarked;
