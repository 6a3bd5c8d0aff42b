/** The server's certificate: one that is given, or one that is made. */
@NullMarked
package io.rollcall.kubeapi.tls;

import org.jspecify.annotations.NullMarked;
