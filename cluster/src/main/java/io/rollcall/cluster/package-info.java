/** The outside world. */
@NullMarked
package io.rollcall.cluster;

import org.jspecify.annotations.NullMarked;
