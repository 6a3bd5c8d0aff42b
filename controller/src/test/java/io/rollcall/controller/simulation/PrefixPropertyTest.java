package io.rollcall.controller.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.controller.engine.JournalReplayer;
import io.rollcall.controller.engine.StateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A crash after any commit changes nothing: rows after k records, and the rest of the journal, give what the whole journal gives. */
class PrefixPropertyTest {

    @Test
    @DisplayName("in drawn journals, rows after any prefix and the rest give the same outputs and the same rows")
    void some() {
        check(20);
    }

    @Test
    @Tag("slow")
    @DisplayName("in many drawn journals, rows after any prefix and the rest give the same outputs and the same rows")
    void many() {
        check(400);
    }

    private static void check(int histories) {
        System.out.println(
                "prefixes of journals: seeds " + Simulation.FIRST + " to " + (Simulation.FIRST + histories - 1));
        LongStream.range(Simulation.FIRST, Simulation.FIRST + histories)
                .parallel()
                .forEach(PrefixPropertyTest::check);
    }

    private static void check(long seed) {
        Journal journal = Run.journal(Histories.of(seed));
        List<JournalEntry> entries = journal.entries();
        List<Outcome> outcomes = journal.outcomes();
        StateTable all = new StateTable();
        outcomes.forEach(outcome -> all.apply(outcome.rows()));
        StateTable prefix = new StateTable();
        for (int k = 0; k < entries.size(); k++) {
            StateTable rows = new StateTable();
            rows.apply(prefix.rows());
            JournalReplayer rest = new JournalReplayer(Journal.decider(), rows);
            assertThat(rest.replay(entries.subList(k, entries.size())))
                    .extracting(written -> written.output())
                    .as("seed %d: outputs after a crash before record %d", seed, k)
                    .isEqualTo(outcomes.subList(k, outcomes.size()).stream()
                            .flatMap(outcome -> outcome.outputs().stream())
                            .toList());
            assertThat(new ArrayList<>(rest.state().rows()))
                    .as("seed %d: rows after a crash before record %d", seed, k)
                    .isEqualTo(new ArrayList<>(all.rows()));
            prefix.apply(outcomes.get(k).rows());
        }
    }
}
