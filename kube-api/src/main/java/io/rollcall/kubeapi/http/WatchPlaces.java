package io.rollcall.kubeapi.http;

import java.util.concurrent.Semaphore;

/** How many watches there may be, over whatever protocol. For any number of threads. */
final class WatchPlaces {

    static final String FULL = "there are " + KubeApiServer.MOST_WATCHES + " watches already, try again later";

    private final Semaphore free = new Semaphore(KubeApiServer.MOST_WATCHES);

    /** Whether there was one left, which is taken now. */
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
