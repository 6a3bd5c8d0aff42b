/** What has to be done in one slot, a DaemonSet on a node, apart from rollouts (semantics 4.4 to 4.6). */
@NullMarked
package io.rollcall.rules.slot;

import org.jspecify.annotations.NullMarked;
