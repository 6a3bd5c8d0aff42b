/** The controller's Kubernetes events, written as objects of the cluster when commands are answered. */
@NullMarked
package io.rollcall.cluster.event;

import org.jspecify.annotations.NullMarked;
