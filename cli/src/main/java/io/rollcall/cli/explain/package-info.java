/** {@code rollcall explain}: asks a running projector why a node has a pod or has none. */
@NullMarked
package io.rollcall.cli.explain;

import org.jspecify.annotations.NullMarked;
