/**
 * A small random cluster with a naive DaemonSet controller of Kubernetes 1.23 in it, which writes histories as the recordings are. It is
 * what the audit is tried against.
 */
@NullMarked
package io.rollcall.controller.reference;

import org.jspecify.annotations.NullMarked;
