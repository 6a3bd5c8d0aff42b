/** The types of the served kinds as OpenAPI documents, for clients that validate, merge and explain. */
@NullMarked
package io.rollcall.kubeapi.openapi;

import org.jspecify.annotations.NullMarked;
