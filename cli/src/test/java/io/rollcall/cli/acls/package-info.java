/** The lists of rights. */
@NullMarked
package io.rollcall.cli.acls;

import org.jspecify.annotations.NullMarked;
