package io.rollcall.cli.audit;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.rollcall.cli.console.Progress;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.Terminal;
import io.rollcall.cli.console.UserException;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.verification.JournalVerification;
import io.rollcall.controller.verification.RecordedLog;
import io.rollcall.controller.verification.VerifiedPartition;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.RegistryUnavailableException;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.io.IOException;
import java.util.function.Supplier;

/** Verifies a log, one partition of its journal after the other, with progress on standard error. */
final class Verification {

    private final TopicNames names;
    private final JournalVerification verification;
    private final Streams streams;

    /** @throws UserException when the registry does not answer */
    Verification(TopicNames names, String registryUrl, Supplier<JournalDecider> deciders, Streams streams) {
        AvroSerdes serdes = new AvroSerdes(AvroSerdes.client(registryUrl), false);
        try {
            serdes.client().getAllSubjects();
        } catch (IOException | RestClientException e) {
            throw new UserException(
                    "no schema registry answers at " + registryUrl + "; name the one of that log with --registry", e);
        }
        this.names = names;
        this.verification = new JournalVerification(names, serdes, deciders);
        this.streams = streams;
    }

    /** Whether all is the same. */
    boolean of(RecordedLog log, VerificationReport report) {
        long begin = System.nanoTime();
        boolean same = true;
        String journal = names.of(TopicCatalogue.JOURNAL);
        for (int partition = 0; partition < log.journalPartitions(); partition++) {
            try (Progress progress =
                    new Progress(streams.err(), Terminal.onStandardError(), journal + "-" + partition, 0)) {
                VerifiedPartition verified = verification.verify(log, partition, progress::at);
                same &= verified.difference().isEmpty();
                report.partition(journal, verified);
            } catch (RegistryUnavailableException e) {
                throw new UserException(String.valueOf(e.getMessage()), e);
            }
        }
        report.log((System.nanoTime() - begin) / 1e9);
        return same;
    }
}
