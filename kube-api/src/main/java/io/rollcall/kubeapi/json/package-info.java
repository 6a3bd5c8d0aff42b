/** JSON as Kubernetes objects need it, and short names for the paths of metadata that everybody reads. */
@NullMarked
package io.rollcall.kubeapi.json;

import org.jspecify.annotations.NullMarked;
