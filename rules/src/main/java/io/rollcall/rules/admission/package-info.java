/** What an API server fills in and refuses: DaemonSets, their status, ControllerRevisions and the labels and taints of nodes (semantics 1.1 to 1.6). */
@NullMarked
package io.rollcall.rules.admission;

import org.jspecify.annotations.NullMarked;
