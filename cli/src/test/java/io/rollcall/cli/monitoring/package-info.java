/** Alert rules and dashboards, tried on a real Prometheus. */
@NullMarked
package io.rollcall.cli.monitoring;

import org.jspecify.annotations.NullMarked;
