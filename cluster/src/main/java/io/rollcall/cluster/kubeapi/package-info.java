/** The simulated cluster as the store behind the Kubernetes API: committed objects to read, the cluster's one writer to write. */
@NullMarked
package io.rollcall.cluster.kubeapi;

import org.jspecify.annotations.NullMarked;
