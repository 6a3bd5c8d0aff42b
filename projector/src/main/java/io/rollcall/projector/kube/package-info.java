/** The view behind the Kubernetes API: the objects as of a moment, to read only. */
@NullMarked
package io.rollcall.projector.kube;

import org.jspecify.annotations.NullMarked;
