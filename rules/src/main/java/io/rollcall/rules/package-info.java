/**
 * Pure Kubernetes rules: every answer follows from the arguments alone. No clock, no randomness, no I/O, no order that depends on
 * a hash table. "Semantics n" in comments names a section of the behavioural reference of the DaemonSet controller.
 */
@NullMarked
package io.rollcall.rules;

import org.jspecify.annotations.NullMarked;
