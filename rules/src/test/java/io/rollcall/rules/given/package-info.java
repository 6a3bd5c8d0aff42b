/** Words that tests of rules speak. */
@NullMarked
package io.rollcall.rules.given;

import org.jspecify.annotations.NullMarked;
