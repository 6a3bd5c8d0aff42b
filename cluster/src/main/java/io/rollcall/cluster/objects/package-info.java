/** From Kubernetes objects, as JSON, to the events of the input topics. */
@NullMarked
package io.rollcall.cluster.objects;

import org.jspecify.annotations.NullMarked;
