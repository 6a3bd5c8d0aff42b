@NullMarked
package io.rollcall.kubeapi.tls;

import org.jspecify.annotations.NullMarked;
