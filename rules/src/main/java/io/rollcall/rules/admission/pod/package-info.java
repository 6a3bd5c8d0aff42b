/** What an API server refuses in a pod template. */
@NullMarked
package io.rollcall.rules.admission.pod;

import org.jspecify.annotations.NullMarked;
