/** A Kubernetes-like object store: resourceVersions, UIDs, generations, optimistic concurrency, deletion with grace and finalizers. */
@NullMarked
package io.rollcall.cluster.store;

import org.jspecify.annotations.NullMarked;
