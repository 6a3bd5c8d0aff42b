/** Router, journal and decider behind one port: in this thread, or on an embedded Kafka broker. */
@NullMarked
package io.rollcall.cli.pipeline;

import org.jspecify.annotations.NullMarked;
