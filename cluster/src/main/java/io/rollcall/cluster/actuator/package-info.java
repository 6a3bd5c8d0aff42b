/** Carries out commands on a cluster and answers each; publishes revisions and status. */
@NullMarked
package io.rollcall.cluster.actuator;

import org.jspecify.annotations.NullMarked;
