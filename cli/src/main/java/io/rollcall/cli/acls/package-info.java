/** The least rights that each part needs in a Kafka cluster with an authorizer. */
@NullMarked
package io.rollcall.cli.acls;

import org.jspecify.annotations.NullMarked;
