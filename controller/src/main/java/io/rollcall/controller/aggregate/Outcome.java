package io.rollcall.controller.aggregate;

import java.util.List;

/** What handling one journal record led to: records to write, and rows of state that changed. Both in a fixed order. */
public record Outcome(List<Output> outputs, List<StateRow> rows) {

    /** Nothing to write. */
    public static final Outcome NOTHING = new Outcome(List.of(), List.of());
}
