/** The components on a broker that asks who they are and lets them do no more than they need. */
@NullMarked
package io.rollcall.cli.security;

import org.jspecify.annotations.NullMarked;
