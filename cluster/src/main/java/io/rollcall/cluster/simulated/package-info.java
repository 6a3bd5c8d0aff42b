/** A cluster without machines: an object store with kubelets, a scheduler for pinned pods, garbage collection and node failures. */
@NullMarked
package io.rollcall.cluster.simulated;

import org.jspecify.annotations.NullMarked;
