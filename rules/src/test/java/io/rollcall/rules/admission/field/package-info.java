/** Tests of what an API server fills in and refuses. */
@NullMarked
package io.rollcall.rules.admission.field;

import org.jspecify.annotations.NullMarked;
