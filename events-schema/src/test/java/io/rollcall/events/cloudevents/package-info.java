@NullMarked
package io.rollcall.events.cloudevents;

import org.jspecify.annotations.NullMarked;
