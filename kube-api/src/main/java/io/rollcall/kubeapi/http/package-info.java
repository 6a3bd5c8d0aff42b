/** The API over HTTP: paths, negotiation, and a handler for each verb. */
@NullMarked
package io.rollcall.kubeapi.http;

import org.jspecify.annotations.NullMarked;
