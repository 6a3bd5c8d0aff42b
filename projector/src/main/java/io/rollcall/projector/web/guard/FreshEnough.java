package io.rollcall.projector.web.guard;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import io.rollcall.projector.web.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lets a question wait a short while for the view to be as fresh as it wants. Safe for threads. */
public final class FreshEnough {

    private static final long LOOK_AGAIN_MILLIS = 10;
    private static final int ANY_LAG = Integer.MAX_VALUE;

    private final Supplier<Freshness> freshness;
    private final long patienceMillis;

    /**
     * @param freshness how far the view is
     * @param patienceMillis how long a question waits
     */
    public FreshEnough(Supplier<Freshness> freshness, long patienceMillis) {
        this.freshness = freshness;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Waits.
     *
     * @throws ProblemException when the view does not get there in time
     */
    public void await(Request request) throws InterruptedException {
        List<AsOf.Offset> places = places(request);
        int maxLag = request.text(Parameters.MAX_LAG) == null ? ANY_LAG : request.number(Parameters.MAX_LAG);
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        while (!enough(places, maxLag)) {
            if (System.nanoTime() - end >= 0) {
                throw tooOld(freshness.get());
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /**
     * Of a view that is being built nothing is told: what it does not have yet would look as if it were not there.
     *
     * @throws ProblemException until this view has reached the end of the log once
     */
    public void requireBuilt() {
        Freshness now = freshness.get();
        if (!now.built()) {
            throw new ProblemException(Problem.unavailable(now.building()));
        }
    }

    private boolean enough(List<AsOf.Offset> places, int maxLag) {
        Freshness now = freshness.get();
        return (maxLag == ANY_LAG || now.lag().isPresent() && now.lag().getAsLong() <= maxLag)
                && places.stream().allMatch(place -> now.reached(place.partition(), place.offset()));
    }

    private static List<AsOf.Offset> places(Request request) {
        String text = request.text(Parameters.MIN_OFFSET);
        List<AsOf.Offset> places = new ArrayList<>();
        if (text != null) {
            for (String part : text.split(",", -1)) {
                places.add(place(part, text));
            }
        }
        return places;
    }

    private static AsOf.Offset place(String part, String text) {
        try {
            if (AsOf.parse(part) instanceof AsOf.Offset place) {
                return place;
            }
        } catch (QueryException noMoment) {
            // Answered below.
        }
        throw Request.bad(
                Parameters.MIN_OFFSET, text, "give places in the journal such as journal-0@31, commas between");
    }

    private static ProblemException tooOld(Freshness now) {
        String lag = now.lag().isPresent()
                ? now.lag().getAsLong() + " records behind"
                : "an unknown number of records behind";
        String trouble = now.trouble() == null ? "" : ": " + now.trouble();
        return new ProblemException(Problem.unavailable("the view has read "
                + (now.position().isEmpty() ? "nothing yet" : now.position()) + " and is " + lag + trouble));
    }
}
