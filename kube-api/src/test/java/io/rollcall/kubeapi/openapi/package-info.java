@NullMarked
package io.rollcall.kubeapi.openapi;

import org.jspecify.annotations.NullMarked;
