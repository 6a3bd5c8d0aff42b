/** Tests of what an API server fills in and refuses. */
@NullMarked
package io.rollcall.rules.admission;

import org.jspecify.annotations.NullMarked;
