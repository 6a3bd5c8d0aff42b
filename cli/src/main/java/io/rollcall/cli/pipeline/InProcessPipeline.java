package io.rollcall.cli.pipeline;

import io.rollcall.cli.pipeline.Outputs.RevisionEntry;
import io.rollcall.cli.pipeline.Outputs.StatusEntry;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.engine.EngineOutput;
import io.rollcall.controller.engine.InProcessEngine;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** A pipeline in the calling thread, without Kafka. */
public final class InProcessPipeline implements Pipeline {

    private final InProcessEngine engine;
    private final Consumer<EngineOutput> heard;
    private Outputs outputs = new Outputs();

    /** Around a decider that has seen nothing yet. */
    public InProcessPipeline(JournalDecider decider, TopicNames names) {
        this(decider, names, output -> {});
    }

    /** Around a decider that has seen nothing yet; everything that is written is told, with the journal record that led to it. */
    public InProcessPipeline(JournalDecider decider, TopicNames names, Consumer<EngineOutput> heard) {
        this.engine = new InProcessEngine(decider, names);
        this.heard = heard;
    }

    /** The journal so far. */
    public List<JournalEntry> journal() {
        return engine.journal();
    }

    @Override
    public void append(Topic<?> topic, String key, SpecificRecord event, Instant time) {
        collect(engine.append(topic, key, event, time));
    }

    @Override
    public Outputs settle() {
        Outputs written = outputs;
        outputs = new Outputs();
        return written;
    }

    @Override
    public Outputs advanceTo(Instant time) {
        collect(engine.advanceTo(time));
        return settle();
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return engine.nextDeadline();
    }

    @Override
    public void close() {}

    private void collect(List<EngineOutput> written) {
        for (EngineOutput output : written) {
            heard.accept(output);
            switch (output) {
                case EngineOutput.Written w -> collect(w.output());
                case EngineOutput.Refused refused ->
                    outputs.rejections().add(refused.rejection().message());
            }
        }
    }

    private void collect(Output output) {
        switch (output) {
            case Output.CommandIssued issued -> outputs.commands().add(issued.command());
            case Output.Decided decided -> outputs.decisions().add(decided.decision());
            case Output.StatusChanged changed ->
                outputs.statuses()
                        .add(new StatusEntry(changed.status().getDaemonSet().getUid(), changed.status()));
            case Output.StatusGone gone -> outputs.statuses().add(new StatusEntry(gone.daemonSetUid(), null));
            case Output.RevisionMade made ->
                outputs.revisions()
                        .add(new RevisionEntry(
                                made.revision().getDaemonSet().getUid() + "/"
                                        + made.revision().getHash(),
                                made.revision()));
            case Output.RevisionGone gone ->
                outputs.revisions().add(new RevisionEntry(gone.daemonSetUid() + "/" + gone.hash(), null));
        }
    }
}
