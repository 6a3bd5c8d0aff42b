/** Tokens, passwords and certificates that are made for those who have none, and the file that tells kubectl of them. */
@NullMarked
package io.rollcall.cli.secrets;

import org.jspecify.annotations.NullMarked;
