package io.rollcall.controller.aggregate;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The deadlines of all slots in due order, at most one a slot. */
final class Deadlines {

    private final TreeSet<Deadline> due = new TreeSet<>();

    /** Replaces a slot's deadline. */
    void replace(@Nullable Deadline before, @Nullable Deadline after) {
        if (before != null) {
            due.remove(before);
        }
        if (after != null) {
            due.add(after);
        }
    }

    Optional<Instant> next() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
    }

    /** Takes out the earliest deadline if it is due at {@code now}; null when none is. */
    @Nullable
    Deadline poll(Instant now) {
        if (due.isEmpty() || due.first().at().isAfter(now)) {
            return null;
        }
        return due.pollFirst();
    }
}
