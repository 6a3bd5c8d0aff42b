/** Should a node run a daemon pod, may it keep one, and if not, why (semantics 2). */
@NullMarked
package io.rollcall.rules.eligibility;

import org.jspecify.annotations.NullMarked;
