/** The few requests that kubectl sends in Protocol Buffers whatever a server says, read as JSON. */
@NullMarked
package io.rollcall.kubeapi.protobuf;

import org.jspecify.annotations.NullMarked;
