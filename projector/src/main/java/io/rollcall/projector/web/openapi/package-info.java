/** The endpoints as an OpenAPI document. */
@NullMarked
package io.rollcall.projector.web.openapi;

import org.jspecify.annotations.NullMarked;
