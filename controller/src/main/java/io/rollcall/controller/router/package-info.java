/**
 * The Router: from the topics of input events to the journal. {@link io.rollcall.controller.router.RouterCore} decides and knows
 * nothing of Kafka; {@link io.rollcall.controller.router.RouterTopology} runs it in Kafka Streams.
 */
@NullMarked
package io.rollcall.controller.router;

import org.jspecify.annotations.NullMarked;
