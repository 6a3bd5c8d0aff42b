@NullMarked
package io.rollcall.projector.matrix;

import org.jspecify.annotations.NullMarked;
