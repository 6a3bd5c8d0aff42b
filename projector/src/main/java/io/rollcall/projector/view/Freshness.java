package io.rollcall.projector.view;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far the view is.
 *
 * @param lag records still to be read; empty while that is not known
 * @param position how far each journal partition has been read, {@code topic-partition@offset}, commas between; the offset is the
 *     last one read, that of a record or of a transaction marker behind it; empty before the first
 * @param ready whether the end of the log was reached once since the start
 * @param trouble what keeps the view from moving on, one line; null when nothing does
 */
public record Freshness(
        OptionalLong lag,
        String position,
        boolean ready,
        @Nullable String trouble) {

    /** Before anything was read. */
    public static final Freshness UNKNOWN = new Freshness(OptionalLong.empty(), "", false, null);

    /** Whether everything in the log has been read. */
    public boolean caughtUp() {
        return trouble == null && lag.isPresent() && lag.getAsLong() == 0;
    }
}
