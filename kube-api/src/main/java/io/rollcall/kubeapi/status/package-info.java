/** Answers that refuse: why, in the words of an API server. */
@NullMarked
package io.rollcall.kubeapi.status;

import org.jspecify.annotations.NullMarked;
