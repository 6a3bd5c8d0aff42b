/** The facts that rules read: nodes, pods, templates, selectors, strategies. Immutable, read from JSON or given by the caller. */
@NullMarked
package io.rollcall.rules.model;

import org.jspecify.annotations.NullMarked;
