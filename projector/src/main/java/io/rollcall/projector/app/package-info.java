/** The projector as a component: log to view, and the view over HTTP. */
@NullMarked
package io.rollcall.projector.app;

import org.jspecify.annotations.NullMarked;
