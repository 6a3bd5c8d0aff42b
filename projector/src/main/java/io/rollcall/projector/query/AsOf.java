package io.rollcall.projector.query;

import io.rollcall.projector.query.QueryException.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The moment that a question is about. */
public sealed interface AsOf {

    /** As far as the view has read the log. */
    record Now() implements AsOf {}

    /** After the last journal record of this time. */
    record Time(Instant time) implements AsOf {}

    /** After this journal record. */
    record Offset(int partition, long offset) implements AsOf {}

    /** Now. */
    AsOf NOW = new Now();

    /** {@code journal-0@31}; a topic's whole name may stand before it. */
    Pattern PLACE = Pattern.compile("(?:.*\\.)?journal-(\\d{1,9})@(\\d{1,18})");

    /**
     * Reads a moment as people write it.
     *
     * @param text a time as in RFC 3339, a place in the journal, or null or nothing for now
     * @throws QueryException when it is neither
     */
    static AsOf parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NOW;
        }
        Matcher place = PLACE.matcher(text.strip());
        if (place.matches()) {
            return new Offset(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
        }
        try {
            return new Time(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException e) {
            throw new QueryException(
                    Kind.BAD_QUESTION,
                    "'" + text
                            + "' is no moment: give a time such as 2026-03-01T10:00:00Z, or a place in the journal such as"
                            + " journal-0@31");
        }
    }
}
