/**
 * A real Kafka broker inside this JVM, for one machine and for tests.
 *
 * <p>Its jars are an optional dependency of this module: who starts a broker adds {@code org.apache.kafka:kafka_2.13},
 * everybody else is spared them.
 */
@NullMarked
package io.rollcall.events.broker;

import org.jspecify.annotations.NullMarked;
