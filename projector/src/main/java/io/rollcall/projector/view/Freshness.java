package io.rollcall.projector.view;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far the view is.
 *
 * @param lag records still to be read; empty while that is not known
 * @param position how far each journal partition has been read, {@code topic-partition@offset}, commas between; the offset is the
 *     last one read, that of a record or of a transaction marker behind it; empty before the first
 * @param ready whether the end of the log was reached once since the start
 * @param built whether this view has ever reached the end of the log: one that has answers from then on, however far behind it is
 * @param trouble what keeps the view from moving on, one line; null when nothing does
 * @param newest time of the newest record read since the start; null before the first
 * @param recordsRead how many records were read since the start
 */
public record Freshness(
        OptionalLong lag,
        String position,
        boolean ready,
        boolean built,
        @Nullable String trouble,
        @Nullable Instant newest,
        long recordsRead) {

    /** Before anything was read. */
    public static final Freshness UNKNOWN = new Freshness(OptionalLong.empty(), "", false, null);

    private static final Pattern PLACE = Pattern.compile("-(\\d+)@(\\d+)(?:,|$)");

    /** Where no record was read since the start; built when it is ready. */
    public Freshness(OptionalLong lag, String position, boolean ready, @Nullable String trouble) {
        this(lag, position, ready, ready, trouble, null, 0);
    }

    /** The same of a view that has, or has not, reached the end of the log before. */
    public Freshness ofBuilt(boolean before) {
        return new Freshness(lag, position, ready, before, trouble, newest, recordsRead);
    }

    /** The same, with something in the way. */
    public Freshness troubled(String trouble) {
        return new Freshness(OptionalLong.empty(), position, ready, built, trouble, newest, recordsRead);
    }

    /** How far a view is that is not ready, one line. */
    public String building() {
        String left =
                lag.isPresent() ? lag.getAsLong() + " records to go" : "how many records are to go is not known yet";
        return "the view is being built, " + left + (trouble == null ? "" : ": " + trouble);
    }

    /** Whether everything in the log has been read. */
    public boolean caughtUp() {
        return trouble == null && lag.isPresent() && lag.getAsLong() == 0;
    }

    /** Whether a place in the journal has been read. */
    public boolean reached(int partition, long offset) {
        Matcher place = PLACE.matcher(position);
        while (place.find()) {
            if (Integer.parseInt(place.group(1)) == partition) {
                return Long.parseLong(place.group(2)) >= offset;
            }
        }
        return false;
    }
}
