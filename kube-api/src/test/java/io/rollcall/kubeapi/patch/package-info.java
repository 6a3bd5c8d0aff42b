/** Tests. */
@NullMarked
package io.rollcall.kubeapi.patch;

import org.jspecify.annotations.NullMarked;
