/** Tests. */
@NullMarked
package io.rollcall.kubeapi.http;

import org.jspecify.annotations.NullMarked;
