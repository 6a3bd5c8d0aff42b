/** The types of objects: reading them as an API server's decoder does. */
@NullMarked
package io.rollcall.rules.admission.schema;

import org.jspecify.annotations.NullMarked;
