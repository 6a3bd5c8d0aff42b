package io.rollcall.projector.query.answer;

import io.rollcall.projector.query.answer.QueryException.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
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

    /** After these journal records, of one partition each. */
    record Offsets(List<Offset> places) implements AsOf {

        /** Copies them. */
        public Offsets {
            places = List.copyOf(places);
        }
    }

    /** Now. */
    AsOf NOW = new Now();

    /** {@code journal-0@31}; a topic's whole name may stand before it. */
    Pattern PLACE = Pattern.compile("(?:.*\\.)?journal-(\\d{1,9})@(\\d{1,18})");

    /**
     * Reads a moment as people write it.
     *
     * @param text a time as in RFC 3339, a place in the journal, places in several of its partitions with commas between (as
     *     Rollcall-Position has them), or null or nothing for now
     * @throws QueryException when it is neither
     */
    static AsOf parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NOW;
        }
        List<Offset> places = places(text);
        if (!places.isEmpty()) {
            return places.size() == 1 ? places.getFirst() : new Offsets(places);
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

    /** The places that a text has; none when something else is in it. */
    private static List<Offset> places(String text) {
        List<Offset> places = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher place = PLACE.matcher(part.strip());
            if (!place.matches()) {
                return List.of();
            }
            places.add(new Offset(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2))));
        }
        return places;
    }
}
