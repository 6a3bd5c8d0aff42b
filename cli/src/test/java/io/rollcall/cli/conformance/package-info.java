/** Which tests prove which item of the checklist of behaviours, and the page that says so. */
@NullMarked
package io.rollcall.cli.conformance;

import org.jspecify.annotations.NullMarked;
