/** The port to whatever holds the objects, and a bounded memory of committed changes that implementations share. */
@NullMarked
package io.rollcall.kubeapi.store;

import org.jspecify.annotations.NullMarked;
