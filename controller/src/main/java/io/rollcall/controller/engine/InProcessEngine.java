package io.rollcall.controller.engine;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.router.InMemoryRoutedObjects;
import io.rollcall.controller.router.Routed;
import io.rollcall.controller.router.RouterCore;
import io.rollcall.controller.router.Routing;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Router, journal and decider in one thread: every topic has one partition, and time moves only when it is told to. What is appended
 * is decided upon before the call returns. The same inputs at the same times give the same outputs, always. Not thread-safe.
 *
 * <p>Times are made monotone: one that lies before the last counts as the last.
 */
public final class InProcessEngine {

    /** Key of ticks in the journal. */
    public static final String CLOCK_KEY = "clock";

    /** Key of activated rules in the journal. */
    public static final String RULES_KEY = "rules";

    /** A decider that leaves a deadline due after this many ticks at one instant does not come to rest. */
    private static final int MOST_TICKS_AT_ONE_INSTANT = 100_000;

    private static final int PARTITION = 0;

    private final JournalDecider decider;
    private final TopicNames names;
    private final RouterCore router = new RouterCore(1, new InMemoryRoutedObjects());
    private final Map<String, Long> endOffsets = new TreeMap<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    /**
     * @param decider one that has seen nothing yet
     * @param names full names of the topics, for causes
     */
    public InProcessEngine(JournalDecider decider, TopicNames names) {
        this.decider = decider;
        this.names = names;
        decider.restored();
    }

    /**
     * Appends an event to an input topic.
     *
     * @param event a value of that topic
     * @return what was written, in order
     */
    public List<EngineOutput> append(Topic<?> topic, String key, SpecificRecord event, Instant time) {
        moveOn(time);
        SourcePosition origin = nextPosition(topic);
        endOffsets.put(topic.name(), origin.getOffset() + 1);
        List<EngineOutput> outputs = new ArrayList<>();
        switch (router.route(origin, now, key, event)) {
            case Routing.Forwarded forwarded -> {
                for (Routed routed : forwarded.records()) {
                    outputs.addAll(journal(routed.key(), routed.record()));
                }
            }
            case Routing.Refused refused -> outputs.add(new EngineOutput.Refused(origin, refused.rejection()));
            case Routing.Dropped dropped -> {}
        }
        outputs.addAll(settle());
        return outputs;
    }

    /** From here on decisions follow this profile of rules. */
    public List<EngineOutput> activateRules(String profile, Instant time) {
        moveOn(time);
        List<EngineOutput> outputs =
                new ArrayList<>(journal(RULES_KEY, new JournalRecord(null, null, new RulesActivated(profile))));
        outputs.addAll(settle());
        return outputs;
    }

    /** Lets time pass: every deadline until then, that included, is met by a tick at its own time. Without one nothing is written. */
    public List<EngineOutput> advanceTo(Instant time) {
        List<EngineOutput> outputs = new ArrayList<>();
        Optional<Instant> deadline = decider.nextDeadline();
        while (deadline.isPresent() && !deadline.get().isAfter(time)) {
            moveOn(deadline.get());
            outputs.addAll(settle());
            deadline = decider.nextDeadline();
        }
        moveOn(time);
        return outputs;
    }

    /** The earliest time at which something is due though nothing comes. */
    public Optional<Instant> nextDeadline() {
        return decider.nextDeadline();
    }

    /** The latest time this engine was told. */
    public Instant now() {
        return now;
    }

    /** Where the next event appended to a topic will stand. */
    public SourcePosition nextPosition(Topic<?> topic) {
        return new SourcePosition(names.of(topic), PARTITION, endOffsets.getOrDefault(topic.name(), 0L));
    }

    /** Everything that was decided upon, oldest first. A view that grows. */
    public List<JournalEntry> journal() {
        return Collections.unmodifiableList(journal);
    }

    private List<EngineOutput> settle() {
        List<EngineOutput> outputs = new ArrayList<>();
        int ticks = 0;
        Optional<Instant> deadline = decider.nextDeadline();
        while (deadline.isPresent() && !deadline.get().isAfter(now)) {
            if (++ticks > MOST_TICKS_AT_ONE_INSTANT) {
                throw new IllegalStateException("the deadline " + deadline.get() + " is still due after "
                        + MOST_TICKS_AT_ONE_INSTANT + " ticks at " + now);
            }
            outputs.addAll(journal(CLOCK_KEY, new JournalRecord(null, null, new ClockTicked())));
            deadline = decider.nextDeadline();
        }
        return outputs;
    }

    private List<EngineOutput> journal(String key, JournalRecord record) {
        JournalPosition position = new JournalPosition(names.of(TopicCatalogue.JOURNAL), PARTITION, journal.size());
        journal.add(new JournalEntry(position, now, key, record));
        List<EngineOutput> outputs = new ArrayList<>();
        for (Output output : decider.handle(position, now, record).outputs()) {
            outputs.add(new EngineOutput.Written(position, now, output));
        }
        return outputs;
    }

    private void moveOn(Instant time) {
        if (time.isAfter(now)) {
            now = time;
        }
    }
}
