/** What records are in the words of CloudEvents 1.0, and how they say it in headers. */
@NullMarked
package io.rollcall.events.cloudevents;

import org.jspecify.annotations.NullMarked;
