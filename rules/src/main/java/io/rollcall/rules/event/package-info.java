/** The Kubernetes events of a DaemonSet, with the original's words (semantics 9.1), told from decisions and from the answers to commands. */
@NullMarked
package io.rollcall.rules.event;

import org.jspecify.annotations.NullMarked;
