package io.rollcall.kubeapi.http;

/** What a request leads to: one answer, or a stream of changes. */
sealed interface Outcome permits Outcome.Answer, Outcome.Streaming {

    /** One answer. */
    record Answer(Reply reply) implements Outcome {}

    /** A stream that goes on until its time is over or the client leaves. */
    record Streaming(WatchStream stream) implements Outcome {}
}
