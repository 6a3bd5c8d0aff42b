/** {@code rollcall topics}: creates and shows the topics of a Kafka cluster. */
@NullMarked
package io.rollcall.cli.topics;

import org.jspecify.annotations.NullMarked;
