/** The components on brokers of several kinds: the one in this JVM, and Kafka in a container. */
@NullMarked
package io.rollcall.cli.brokers;

import org.jspecify.annotations.NullMarked;
