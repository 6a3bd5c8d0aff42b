/** What all routes share: how they are described, how requests are read and answers written. */
@NullMarked
package io.rollcall.projector.web.http;

import org.jspecify.annotations.NullMarked;
