/** Changes to the objects of a history before it is replayed: what if they had been others? */
@NullMarked
package io.rollcall.cli.patch;

import org.jspecify.annotations.NullMarked;
