/** Tests. */
@NullMarked
package io.rollcall.kubeapi.selector;

import org.jspecify.annotations.NullMarked;
