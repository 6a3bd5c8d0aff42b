package io.rollcall.controller.shadow;

import io.rollcall.rules.slot.BackOff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long failed pods of one DaemonSet may have had to wait on each node in the other controller's books (semantics 4.6). They cannot be
 * seen: a failed pod that a person deleted does not lengthen the wait, and the first one after a change of the spec may still be booked
 * under the generation before. So all books are kept in which at most one deletion of a generation on a node was none of the controller's.
 */
final class FailureWaits {

    /** @param excused whether one deletion has been left out already */
    private record Book(@Nullable BackOff delay, boolean excused) {

        boolean allows(Instant now) {
            return delay == null || !now.isBefore(delay.until().minus(View.CLOCK_SLACK));
        }

        Book advanced(Instant now) {
            return new Book(delay == null ? BackOff.first(now) : delay.next(now), excused);
        }
    }

    private static final List<Book> FRESH = List.of(new Book(null, false));

    private final Map<String, List<Book>> byKey = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    /** The wait that ends first in any book; null when some book has none. */
    @Nullable
    BackOff shortest(String node, long generation) {
        List<Book> books = books(node, generation);
        return books.stream().anyMatch(book -> book.delay == null)
                ? null
                : books.stream()
                        .map(Book::delay)
                        .flatMap(wait -> Optional.ofNullable(wait).stream())
                        .min(Comparator.comparing(BackOff::until))
                        .orElse(null);
    }

    /** The longest wait in any book; null when all have none. */
    @Nullable
    BackOff longest(String node, long generation) {
        return books(node, generation).stream()
                .flatMap(book -> Optional.ofNullable(book.delay).stream())
                .max(Comparator.comparing(BackOff::delay))
                .orElse(null);
    }

    /** A failed pod was deleted on that node, as the rules allow. */
    void deleted(String node, long generation, Instant now) {
        byKey.keySet().removeIf(key -> isOutdated(key, generation));
        refused.keySet().removeIf(key -> isOutdated(key, generation));
        List<Book> after = new ArrayList<>();
        for (Book book : books(node, generation)) {
            if (book.allows(now)) {
                after.add(book.advanced(now));
            }
            if (!book.excused) {
                after.add(new Book(book.delay, true));
            }
        }
        byKey.put(key(node, generation), List.copyOf(after));
    }

    /** A failed pod was deleted before any book allows it. How often that happened on the node in this generation. */
    int deletedTooEarly(String node, long generation) {
        return refused.merge(key(node, generation), 1, Integer::sum);
    }

    private List<Book> books(String node, long generation) {
        return byKey.getOrDefault(key(node, generation), FRESH);
    }

    private static String key(String node, long generation) {
        return generation + "/" + node;
    }

    /** A view may still be of the generation before. */
    private static boolean isOutdated(String key, long generation) {
        return Long.parseLong(key.substring(0, key.indexOf('/'))) < generation - 1;
    }
}
