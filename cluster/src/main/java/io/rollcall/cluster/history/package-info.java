/** Recorded histories of clusters: files in, watch events out. */
@NullMarked
package io.rollcall.cluster.history;

import org.jspecify.annotations.NullMarked;
