package io.rollcall.controller.decider;

import io.rollcall.controller.aggregate.Output;
import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a decider writes, as a record of Kafka.
 *
 * @param topic where it goes
 * @param key its key
 * @param value its value; null for a tombstone
 */
public record OutputRecord(
        Topic<?> topic, String key, @Nullable SpecificRecord value) {

    /** The record of an output. */
    public static OutputRecord of(Output output) {
        return switch (output) {
            case Output.CommandIssued issued -> {
                Command command = issued.command();
                String key = command.getSlot().getDaemonSet().getUid() + "/"
                        + command.getSlot().getNode();
                yield new OutputRecord(TopicCatalogue.COMMANDS, key, command);
            }
            case Output.Decided decided -> {
                Decision decision = decided.decision();
                String key = decision.getDaemonSet().getNamespace() + "/"
                        + decision.getDaemonSet().getName();
                yield new OutputRecord(TopicCatalogue.DECISIONS, key, decision);
            }
            case Output.StatusChanged changed -> {
                Status status = changed.status();
                yield new OutputRecord(
                        TopicCatalogue.STATUS, status.getDaemonSet().getUid(), status);
            }
            case Output.StatusGone gone -> new OutputRecord(TopicCatalogue.STATUS, gone.daemonSetUid(), null);
            case Output.RevisionMade made -> {
                Revision revision = made.revision();
                String key = revision.getDaemonSet().getUid() + "/" + revision.getHash();
                yield new OutputRecord(TopicCatalogue.REVISIONS, key, revision);
            }
            case Output.RevisionGone gone ->
                new OutputRecord(TopicCatalogue.REVISIONS, gone.daemonSetUid() + "/" + gone.hash(), null);
        };
    }
}
