package io.rollcall.projector.view;

/** What can be done to a view while it is followed. Safe for threads. */
public interface ViewControl {

    /** Has the view dropped and built anew from the log; returns at once, {@link Freshness} shows the progress. */
    void rebuild();
}
