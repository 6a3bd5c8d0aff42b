/**
 * Rollcall on three brokers, each component a process of its own, while processes are killed and halted at random. What comes out is
 * judged from the topics alone, without the code that wrote them; but what the Router lets through is told by its rules.
 */
@NullMarked
package io.rollcall.cli.crash;

import org.jspecify.annotations.NullMarked;
