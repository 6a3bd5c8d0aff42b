/** Which of upstream's known defects the rules repeat. */
@NullMarked
package io.rollcall.rules.profile;

import org.jspecify.annotations.NullMarked;
