package io.rollcall.events.topics;

import io.rollcall.events.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header of tombstones that a decider writes: the journal record at which the key's value went, as {@code topic-partition@offset}.
 * Values say that themselves; a tombstone has none.
 */
public final class JournalHeader {

    /** Its name. */
    public static final String NAME = "rollcall.journal";

    private JournalHeader() {}

    /** Adds the header. */
    public static void write(Headers headers, SourcePosition journal) {
        String place = journal.getTopic() + "-" + journal.getPartition() + "@" + journal.getOffset();
        headers.add(NAME, place.getBytes(StandardCharsets.UTF_8));
    }

    /** What the header says; empty without one, or when it cannot be read. */
    public static Optional<SourcePosition> read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String place = new String(header.value(), StandardCharsets.UTF_8);
        int at = place.lastIndexOf('@');
        int dash = place.lastIndexOf('-', at);
        if (dash < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SourcePosition(
                    place.substring(0, dash),
                    Integer.parseInt(place.substring(dash + 1, at)),
                    Long.parseLong(place.substring(at + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
