/** What the Kafka Streams topologies of Router and Decider have in common. */
@NullMarked
package io.rollcall.controller.streams;

import org.jspecify.annotations.NullMarked;
