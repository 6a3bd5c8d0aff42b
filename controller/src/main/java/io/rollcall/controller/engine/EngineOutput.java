package io.rollcall.controller.engine;

import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.router.Rejection;
import io.rollcall.events.SourcePosition;
import java.time.Instant;

/** Something that would have been written to a topic. */
public sealed interface EngineOutput {

    /**
     * The decider wrote it.
     *
     * @param journal record at which it was decided
     * @param time timestamp of that record
     */
    record Written(JournalPosition journal, Instant time, Output output) implements EngineOutput {}

    /**
     * The Router refused an input event.
     *
     * @param origin where the event stands
     */
    record Refused(SourcePosition origin, Rejection rejection) implements EngineOutput {}
}
