/** The kinds of objects that are served, and how to name one object. */
@NullMarked
package io.rollcall.kubeapi.resource;

import org.jspecify.annotations.NullMarked;
