/**
 * The DaemonSet aggregate: what a journal partition's decider knows, and what it decides. Pure: no Kafka, no clock, no randomness, no
 * I/O, no unordered walk. The same code runs in Kafka Streams, in the in-process engine and in benchmarks.
 */
@NullMarked
package io.rollcall.controller.aggregate;

import org.jspecify.annotations.NullMarked;
