/** The simulated cluster on Kafka: its objects live in the event topics, it carries out commands and answers them. */
@NullMarked
package io.rollcall.cluster.app;

import org.jspecify.annotations.NullMarked;
