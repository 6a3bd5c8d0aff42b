/** The Decider in Kafka Streams: runs a {@link io.rollcall.controller.aggregate.JournalDecider} for each partition of the journal. */
@NullMarked
package io.rollcall.controller.decider;

import org.jspecify.annotations.NullMarked;
