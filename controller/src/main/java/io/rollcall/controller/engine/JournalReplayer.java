package io.rollcall.controller.engine;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import java.util.ArrayList;
import java.util.List;

/** Decides upon a recorded journal again. With the rules that made it, the outputs are the same, byte for byte. */
public final class JournalReplayer {

    private final JournalDecider decider;
    private final StateTable state;

    /** From the beginning, with a decider that has seen nothing yet. */
    public JournalReplayer(JournalDecider decider) {
        this(decider, new StateTable());
    }

    /** From a state on: the first entry replayed must be the one after the last that went into it. */
    public JournalReplayer(JournalDecider decider, StateTable state) {
        this.decider = decider;
        this.state = state;
        state.restoreInto(decider);
    }

    /** The outputs of these entries, in order. Call it again to go on. */
    public List<EngineOutput.Written> replay(List<JournalEntry> entries) {
        List<EngineOutput.Written> outputs = new ArrayList<>();
        for (JournalEntry entry : entries) {
            Outcome outcome = decider.handle(entry.position(), entry.time(), entry.record());
            state.apply(outcome.rows());
            for (Output output : outcome.outputs()) {
                outputs.add(new EngineOutput.Written(entry.position(), entry.time(), output));
            }
        }
        return outputs;
    }

    /** The state after the entries replayed so far. */
    public StateTable state() {
        return state;
    }
}
