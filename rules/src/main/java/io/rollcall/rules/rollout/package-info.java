/** Which old pods a rolling update replaces, and within which budget (semantics 5). */
@NullMarked
package io.rollcall.rules.rollout;

import org.jspecify.annotations.NullMarked;
