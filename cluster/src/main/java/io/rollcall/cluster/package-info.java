/** The outside world: histories, the simulated cluster and the actuator that carries out commands. */
@NullMarked
package io.rollcall.cluster;

import org.jspecify.annotations.NullMarked;
