package io.rollcall.projector.web.guard;

import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets so many at once, and turns away who waited a while. Safe for threads. */
public final class Crowd {

    private final Semaphore places;
    private final long patienceMillis;
    private final String what;

    /**
     * @param places how many at once
     * @param patienceMillis how long one waits for a place
     * @param what is counted, for people
     */
    public Crowd(int places, long patienceMillis, String what) {
        this.places = new Semaphore(places);
        this.patienceMillis = patienceMillis;
        this.what = what;
    }

    /**
     * Does something as one of them.
     *
     * @throws ProblemException when there is no place
     */
    public <T> T admit(Callable<T> action) throws Exception {
        enter();
        try {
            return action.call();
        } finally {
            leave();
        }
    }

    /** Takes a place, to be given back by {@link #leave}. */
    public void enter() throws InterruptedException {
        if (!places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
            throw new ProblemException(Problem.unavailable("too many " + what + " at once: come again in a second"));
        }
    }

    /** Gives a place back. */
    public void leave() {
        places.release();
    }
}
