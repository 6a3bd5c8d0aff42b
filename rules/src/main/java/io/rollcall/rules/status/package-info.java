/** What a slot adds to the status counters of its DaemonSet (semantics 8.1). */
@NullMarked
package io.rollcall.rules.status;

import org.jspecify.annotations.NullMarked;
