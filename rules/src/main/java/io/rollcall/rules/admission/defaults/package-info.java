/** What an API server fills in (semantics 1.1). */
@NullMarked
package io.rollcall.rules.admission.defaults;

import org.jspecify.annotations.NullMarked;
