/** Who set which field of an object: kept in {@code metadata.managedFields}, for server-side apply and for people. */
@NullMarked
package io.rollcall.kubeapi.managed;

import org.jspecify.annotations.NullMarked;
