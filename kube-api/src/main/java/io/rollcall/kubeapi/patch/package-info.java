/** The ways to patch an object: JSON patch, merge patch, strategic merge patch, server-side apply. Pure. */
@NullMarked
package io.rollcall.kubeapi.patch;

import org.jspecify.annotations.NullMarked;
