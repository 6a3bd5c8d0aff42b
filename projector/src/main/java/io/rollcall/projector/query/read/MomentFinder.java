package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A moment that was asked for by name, to be found in any reading of the view.
 *
 * @param asOf the moment
 */
public record MomentFinder(AsOf asOf) {

    /**
     * Reads a moment as people write it; see {@link AsOf#parse}.
     *
     * @throws QueryException when it is none
     */
    public static MomentFinder of(String text) {
        AsOf asOf = AsOf.parse(text);
        if (asOf instanceof AsOf.Now) {
            throw new QueryException(
                    QueryException.Kind.BAD_QUESTION, "a moment is missing: /asof/2026-03-01T10:00:00Z, for example");
        }
        return new MomentFinder(asOf);
    }

    /**
     * The tables as they were then.
     *
     * @throws QueryException when the view has not come so far, or no longer goes back so far
     */
    public Tables tables(Connection connection) throws SQLException {
        return new PastReader(connection).tables(asOf);
    }

    /**
     * What the clock showed then.
     *
     * @throws QueryException as {@link #tables}
     */
    public Instant time(Connection connection) throws SQLException {
        Moment moment =
                tables(connection).moment().orElseThrow(() -> new IllegalStateException("the present has no moment"));
        return switch (asOf) {
            case AsOf.Time wanted -> wanted.time();
            case AsOf.Now now -> ViewTime.instant(moment.time());
            case AsOf.Offsets places -> ViewTime.instant(moment.time());
            case AsOf.Offset place -> ViewTime.instant(moment.time());
        };
    }
}
