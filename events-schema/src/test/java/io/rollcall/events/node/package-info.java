/** Programs in Node that tests run. */
@NullMarked
package io.rollcall.events.node;

import org.jspecify.annotations.NullMarked;
