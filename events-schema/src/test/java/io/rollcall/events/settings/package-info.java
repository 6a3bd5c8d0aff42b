@NullMarked
package io.rollcall.events.settings;

import org.jspecify.annotations.NullMarked;
