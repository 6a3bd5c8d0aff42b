package io.rollcall.controller.shadow;

import java.time.Instant;

/**
 * A demand that the other controller has not met yet.
 *
 * @param since from when on it was demanded without a break
 * @param reported whether it was called a divergence already
 */
record OpenMust(Must must, Instant since, boolean reported) {}
