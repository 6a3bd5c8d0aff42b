package io.rollcall.controller.engine;

import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static io.rollcall.events.topics.TopicCatalogue.NODE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.controller.decider.CountingDecider;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InProcessEngineTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InProcessEngine engine = new InProcessEngine(new CountingDecider(PATIENCE), TopicNames.standard());

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static List<String> lines(List<? extends EngineOutput> outputs) {
        return outputs.stream()
                .map(output -> switch (output) {
                    case EngineOutput.Refused refused ->
                        "refused " + refused.rejection().reason();
                    case EngineOutput.Written written ->
                        "@" + written.journal().offset() + " "
                                + switch (written.output()) {
                                    case Output.StatusChanged changed ->
                                        changed.status().getReasons().keySet() + " "
                                                + changed.status().getDesiredNumberScheduled();
                                    case Output.StatusGone gone -> "gone";
                                    default -> throw new AssertionError(written);
                                };
                })
                .toList();
    }

    @Test
    void anEventIsDecidedUponBeforeTheCallReturns() {
        assertThat(lines(engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0))))
                .containsExactly("@0 [counted] 1");
        assertThat(lines(engine.append(NODE_EVENTS, "n2", node(ADDED, "n2", "u2", 2), at(1))))
                .containsExactly("@1 [counted] 2");
    }

    @Test
    void causesNameTheInputRecord() {
        engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0));
        assertThat(engine.nextPosition(NODE_EVENTS).getOffset()).isEqualTo(1);
        engine.append(NODE_EVENTS, "n1", node(MODIFIED, "n1", "u1", 2, "zone", "a"), at(1));
        assertThat(engine.journal().getLast().record().getCause().getTopic()).isEqualTo("rollcall.node-events");
        assertThat(engine.journal().getLast().record().getCause().getOffset()).isEqualTo(1);
    }

    @Test
    void aHeartbeatDoesNotReachTheJournal() {
        engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0));
        assertThat(engine.append(NODE_EVENTS, "n1", node(MODIFIED, "n1", "u1", 2), at(1)))
                .isEmpty();
        assertThat(engine.journal()).hasSize(1);
    }

    @Test
    void aNamesakeComesAsTwoRecords() {
        engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0));
        assertThat(lines(engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u2", 2), at(1))))
                .containsExactly("@1 gone", "@2 [counted] 1");
    }

    @Test
    void whatIsRefusedIsSaid() {
        assertThat(lines(engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "", 1), at(0))))
                .containsExactly("refused INVALID_OBJECT");
    }

    @Test
    void timeThatPassesMeetsDeadlinesAtTheirOwnTime() {
        engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0));
        assertThat(engine.advanceTo(at(9))).isEmpty();
        assertThat(lines(engine.advanceTo(at(60)))).containsExactly("@1 [woken] 1");
        assertThat(engine.journal().getLast().time()).isEqualTo(at(10));
        assertThat(engine.now()).isEqualTo(at(60));
        assertThat(engine.nextDeadline()).isEmpty();
    }

    @Test
    void aRecordThatComesLateEnoughMeetsDeadlinesWithoutATick() {
        engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0));
        assertThat(lines(engine.append(NODE_EVENTS, "n2", node(ADDED, "n2", "u2", 2), at(30))))
                .containsExactly("@1 [woken] 1", "@1 [counted] 2");
    }

    @Test
    void timesAreMadeMonotone() {
        engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(5));
        engine.append(NODE_EVENTS, "n2", node(ADDED, "n2", "u2", 2), at(3));
        assertThat(engine.journal()).extracting(JournalEntry::time).containsExactly(at(5), at(5));
    }

    @Test
    void aDeciderThatDoesNotComeToRestIsAFault() {
        JournalDecider restless = new JournalDecider() {
            @Override
            public Outcome handle(JournalPosition position, Instant time, JournalRecord record) {
                return Outcome.NOTHING;
            }

            @Override
            public Optional<Instant> nextDeadline() {
                return Optional.of(START);
            }

            @Override
            public void restore(StateRow row) {}

            @Override
            public void restored() {}
        };
        InProcessEngine engine = new InProcessEngine(restless, TopicNames.standard());
        assertThatThrownBy(() -> engine.advanceTo(at(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("still due");
    }

    @Test
    void aJournalReplayedGivesTheSameOutputsFromEveryPointOn() {
        List<EngineOutput> said = new ArrayList<>();
        said.addAll(engine.append(NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1), at(0)));
        said.addAll(engine.append(NODE_EVENTS, "n2", node(ADDED, "n2", "u2", 2), at(1)));
        said.addAll(engine.append(NODE_EVENTS, "n1", node(DELETED, "n1", "u1", 3), at(2)));
        said.addAll(engine.append(NODE_EVENTS, "n3", node(ADDED, "n3", "u3", 4), at(3)));

        assertThat(new JournalReplayer(new CountingDecider(PATIENCE)).replay(engine.journal()))
                .isEqualTo(said);
        for (int split = 0; split <= engine.journal().size(); split++) {
            JournalReplayer first = new JournalReplayer(new CountingDecider(PATIENCE));
            List<EngineOutput> both =
                    new ArrayList<>(first.replay(engine.journal().subList(0, split)));
            JournalReplayer second = new JournalReplayer(new CountingDecider(PATIENCE), first.state());
            both.addAll(second.replay(
                    engine.journal().subList(split, engine.journal().size())));
            assertThat(both).as("split after %d", split).isEqualTo(said);
        }
    }
}
