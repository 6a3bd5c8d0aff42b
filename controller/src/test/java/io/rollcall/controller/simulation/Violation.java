package io.rollcall.controller.simulation;

import org.jspecify.annotations.Nullable;

/** An invariant does not hold. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Violation(String message) {
        super(message);
    }

    static void unless(boolean holds, String message, @Nullable Object... arguments) {
        if (!holds) {
            throw new Violation(String.format(message, arguments));
        }
    }
}
