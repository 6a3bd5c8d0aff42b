/** Who may ask a server, and for what: tokens, or this machine alone. Nothing here knows what is served. */
@NullMarked
package io.rollcall.kubeapi.access;

import org.jspecify.annotations.NullMarked;
