/** Which topics there are, what they carry, and how they are created. */
@NullMarked
package io.rollcall.events.topics;

import org.jspecify.annotations.NullMarked;
