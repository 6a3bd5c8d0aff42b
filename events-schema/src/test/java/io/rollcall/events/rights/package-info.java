@NullMarked
package io.rollcall.events.rights;

import org.jspecify.annotations.NullMarked;
