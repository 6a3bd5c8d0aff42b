/** Tests of the components as processes. */
@NullMarked
package io.rollcall.cli.component;

import org.jspecify.annotations.NullMarked;
