package io.rollcall.projector.query.answer;

import io.rollcall.projector.query.answer.QueryException.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two decisions, in the order in which lists have them. It stays where it is however many decisions come.
 *
 * @param at journal time of the decision before it, microseconds
 * @param journalPartition partition of the journal record at which that one was made
 * @param journalOffset offset of that record
 * @param logOffset where that decision stands in its own topic
 * @param id its id
 */
public record DecisionCursor(long at, int journalPartition, long journalOffset, long logOffset, String id) {

    private static final Pattern TEXT =
            Pattern.compile("(-?\\d{1,18})\\.(\\d{1,9})\\.(\\d{1,18})\\.(\\d{1,18})\\.([\\w-]{1,200})");

    /** As it is written in questions and answers. */
    public String text() {
        return at + "." + journalPartition + "." + journalOffset + "." + logOffset + "." + id;
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws QueryException when it is something else
     */
    public static DecisionCursor parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new QueryException(
                    Kind.BAD_QUESTION,
                    "the parameter continue is '" + text + "': give what the answer before has as continue");
        }
        return new DecisionCursor(
                Long.parseLong(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)),
                parts.group(5));
    }
}
