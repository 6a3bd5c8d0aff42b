/** The controller as a process runs it: settings, start, faults, readiness, end. */
@NullMarked
package io.rollcall.controller.app;

import org.jspecify.annotations.NullMarked;
