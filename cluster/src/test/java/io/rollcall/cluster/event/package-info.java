@NullMarked
package io.rollcall.cluster.event;

import org.jspecify.annotations.NullMarked;
