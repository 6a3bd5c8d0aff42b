/** Pure Kubernetes rules. */
@NullMarked
package io.rollcall.rules;

import org.jspecify.annotations.NullMarked;
