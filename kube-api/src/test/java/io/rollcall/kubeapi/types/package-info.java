@NullMarked
package io.rollcall.kubeapi.types;

import org.jspecify.annotations.NullMarked;
