/** From log records to rows, in one transaction with the offsets. Knows no Kafka client. */
@NullMarked
package io.rollcall.projector.projection;

import org.jspecify.annotations.NullMarked;
