/** The answers over HTTP. */
@NullMarked
package io.rollcall.projector.web;

import org.jspecify.annotations.NullMarked;
