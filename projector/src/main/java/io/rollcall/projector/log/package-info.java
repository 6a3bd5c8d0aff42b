/** The Kafka side: reads every topic in batches. */
@NullMarked
package io.rollcall.projector.log;

import org.jspecify.annotations.NullMarked;
