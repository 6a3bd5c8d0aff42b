@NullMarked
package io.rollcall.projector.web.guard;

import org.jspecify.annotations.NullMarked;
