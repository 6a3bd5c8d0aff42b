package io.rollcall.projector.web;

import io.rollcall.kubeapi.access.AccessSettings;

/**
 * Where the web API listens, for whom, and how much it takes.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param access who may ask
 * @param queries how many questions are worked on at once; others wait a little
 * @param streams how many streams of events are open at once
 * @param rate how many requests a second one client may go on making; 0 for any number
 */
public record WebSettings(String host, int port, AccessSettings access, int queries, int streams, int rate) {

    /** How many questions at once, if nothing is said. */
    public static final int QUERIES = 8;

    /** How many streams at once, if nothing is said. */
    public static final int STREAMS = 32;

    /** How many requests a second of one client, if nothing is said. */
    public static final int RATE = 100;

    /** For this machine alone. */
    public static WebSettings local(int port) {
        return new WebSettings("127.0.0.1", port, AccessSettings.LOCAL, QUERIES, STREAMS, RATE);
    }
}
