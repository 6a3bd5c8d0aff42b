/** Router and decider in one process, without Kafka: for replays, simulations and benchmarks. No clock and no I/O either. */
@NullMarked
package io.rollcall.controller.engine;

import org.jspecify.annotations.NullMarked;
