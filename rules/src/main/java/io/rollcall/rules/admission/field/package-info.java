/** Errors of fields, with the words and the renderings of an API server. */
@NullMarked
package io.rollcall.rules.admission.field;

import org.jspecify.annotations.NullMarked;
