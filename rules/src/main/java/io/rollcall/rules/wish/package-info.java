/** What becomes of wishes: refusals of a cluster and how long to wait after them (semantics 4.7). */
@NullMarked
package io.rollcall.rules.wish;

import org.jspecify.annotations.NullMarked;
