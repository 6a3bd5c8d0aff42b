package io.rollcall.controller.verification;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.events.cloudevents.CloudEvents;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.WriterSchemas;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Decides upon a journal again, partition by partition, and holds each decision, command, status, revision and rejection against the one
 * that was recorded. Stops at the first difference of a partition. Needs the memory of a decider and no more, however long the log.
 *
 * <p>What a decider has not come to yet does not count. Of the topics that are compacted (status, revisions) those values are compared that
 * are still there; the last of each key has to be. A record's CloudEvents headers must be those of its value, or absent: leaving them out is
 * a setting, not a difference. For one thread.
 */
public final class JournalVerification {

    private final TopicNames names;
    private final AvroSerdes serdes;
    private final Supplier<JournalDecider> deciders;

    /**
     * @param names full names of the topics
     * @param serdes the registry is asked only
     * @param deciders gives a decider that has seen nothing yet, with the settings of the one that wrote
     */
    public JournalVerification(TopicNames names, AvroSerdes serdes, Supplier<JournalDecider> deciders) {
        this.names = names;
        this.serdes = serdes;
        this.deciders = deciders;
    }

    /**
     * Verifies a partition of the journal.
     *
     * @param progress is told the offset of each journal record
     */
    public VerifiedPartition verify(RecordedLog log, int partition, LongConsumer progress) {
        String journal = names.of(TopicCatalogue.JOURNAL);
        OutputReading reading = new OutputReading(serdes, journal, partition, log.journalPartitions());
        try (RecordedLog.Pass pass = log.open(partition)) {
            RecordedOutputs outputs = new RecordedOutputs(
                    pass.outputs().stream()
                            .map(output -> new Cursor(output, reading))
                            .toList(),
                    new ValueComparison(new WriterSchemas(serdes.client())),
                    new HeaderComparison(new CloudEvents(names)),
                    pass.decidedUpTo().isPresent());
            Recomputation recomputation = new Recomputation(deciders.get(), serdes.safe(TopicCatalogue.JOURNAL));
            return new Walk(pass, recomputation, outputs, progress).verify(partition);
        }
    }

    /** One walk through a partition. */
    private static final class Walk {

        private final RecordedLog.Pass pass;
        private final Recomputation recomputation;
        private final RecordedOutputs outputs;
        private final LongConsumer progress;
        private long records;

        Walk(RecordedLog.Pass pass, Recomputation recomputation, RecordedOutputs outputs, LongConsumer progress) {
            this.pass = pass;
            this.recomputation = recomputation;
            this.outputs = outputs;
            this.progress = progress;
        }

        VerifiedPartition verify(int partition) {
            Optional<Difference> difference;
            try {
                difference = walk();
            } catch (BrokenLogException e) {
                difference = Optional.of(new Difference(
                        null, e.place(), "record", "", Difference.RECORD, String.valueOf(e.getMessage()), "a record"));
            }
            return new VerifiedPartition(
                    partition, records, outputs.compared(), outputs.compacted(), pass.decidedUpTo(), difference);
        }

        private Optional<Difference> walk() {
            long end = pass.decidedUpTo().orElse(Long.MAX_VALUE);
            var journal = pass.journal();
            while (journal.hasNext()) {
                var record = journal.next();
                if (record.offset() >= end) {
                    break;
                }
                progress.accept(record.offset());
                Optional<Difference> difference = compare(recomputation.decide(record), record.offset());
                if (difference.isPresent()) {
                    return difference;
                }
                if (outputs.ended()) {
                    break;
                }
                records++;
            }
            return outputs.rest();
        }

        private Optional<Difference> compare(Recomputation.Decided decided, long offset) {
            if (decided.failure().isPresent()) {
                return decided.failure();
            }
            for (Recomputed recomputed : decided.outputs()) {
                Optional<Difference> difference = outputs.compare(recomputed);
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return outputs.unexpected(offset);
        }
    }
}
