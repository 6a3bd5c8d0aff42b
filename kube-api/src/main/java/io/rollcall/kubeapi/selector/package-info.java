/** Label and field selectors as they stand in queries. */
@NullMarked
package io.rollcall.kubeapi.selector;

import org.jspecify.annotations.NullMarked;
