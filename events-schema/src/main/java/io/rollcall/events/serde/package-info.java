/** Between records and bytes: Avro in Confluent's wire format, and what to do with bytes that are not. */
@NullMarked
package io.rollcall.events.serde;

import org.jspecify.annotations.NullMarked;
