/** Which Kafka cluster a command speaks of. */
@NullMarked
package io.rollcall.cli.kafka;

import org.jspecify.annotations.NullMarked;
