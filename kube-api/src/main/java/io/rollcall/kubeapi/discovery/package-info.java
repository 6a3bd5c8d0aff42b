/** What is served, as documents that clients read before anything else. */
@NullMarked
package io.rollcall.kubeapi.discovery;

import org.jspecify.annotations.NullMarked;
