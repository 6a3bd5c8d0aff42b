/** Who may ask. */
@NullMarked
package io.rollcall.kubeapi.access;

import org.jspecify.annotations.NullMarked;
