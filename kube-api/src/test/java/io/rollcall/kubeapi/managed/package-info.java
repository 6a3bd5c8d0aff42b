@NullMarked
package io.rollcall.kubeapi.managed;

import org.jspecify.annotations.NullMarked;
