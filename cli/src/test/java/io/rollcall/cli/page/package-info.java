/** The page in a real browser. */
@NullMarked
package io.rollcall.cli.page;

import org.jspecify.annotations.NullMarked;
