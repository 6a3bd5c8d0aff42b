/** Decides upon a journal again and holds what comes out against what was recorded. Reads only. */
@NullMarked
package io.rollcall.controller.verification;

import org.jspecify.annotations.NullMarked;
