package io.rollcall.cli.pipeline;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.events.topics.TopicNames;
import java.util.function.Supplier;

/** Opens pipelines one after the other; what they share is closed with it. For one thread. */
public interface Pipelines extends AutoCloseable {

    /**
     * An empty pipeline, with topics of its own.
     *
     * @param deciders gives a decider that has seen nothing yet
     */
    Pipeline open(Supplier<JournalDecider> deciders);

    @Override
    void close();

    /** In the calling thread. */
    static Pipelines inProcess() {
        return new Pipelines() {
            private int opened;

            @Override
            public Pipeline open(Supplier<JournalDecider> deciders) {
                return new InProcessPipeline(deciders.get(), names(++opened));
            }

            @Override
            public void close() {}
        };
    }

    /** Through a real broker in this process, with its data in a folder that is deleted at the end. */
    static Pipelines embedded() {
        return KafkaPipelines.start();
    }

    /** The names of the topics of the pipeline with this number. */
    static TopicNames names(int number) {
        return new TopicNames("replay-" + number);
    }
}
