/** The types of the served kinds, in one place: what explains, validates, patches and applies reads them here. */
@NullMarked
package io.rollcall.kubeapi.types;

import org.jspecify.annotations.NullMarked;
