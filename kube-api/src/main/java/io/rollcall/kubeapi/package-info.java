/** What a Kubernetes API server answers. */
@NullMarked
package io.rollcall.kubeapi;

import org.jspecify.annotations.NullMarked;
