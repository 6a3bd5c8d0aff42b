/** The routes, one class for each resource. */
@NullMarked
package io.rollcall.projector.web.resource;

import org.jspecify.annotations.NullMarked;
