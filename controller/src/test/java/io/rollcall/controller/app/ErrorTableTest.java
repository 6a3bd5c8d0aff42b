package io.rollcall.controller.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.rollcall.controller.app.ErrorTable.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ErrorTableTest {

    private static ErrorTable.Verdict wrapped(Exception cause) {
        return ErrorTable.verdict(new StreamsException(
                "Exception caught in process. taskId=0_2, topic=rollcall.journal, offset=7\nmore", cause));
    }

    @Test
    void whatSomebodyHasToMendIsFatalAndSaysHow() {
        assertThat(wrapped(new TopicAuthorizationException(Set.of("rollcall.journal")))
                        .response())
                .isEqualTo(Response.FATAL);
        assertThat(wrapped(new MissingSourceTopicException("gone")).message()).endsWith("rollcall topics create");
        assertThat(wrapped(new InvalidSessionTimeoutException("out of range")).message())
                .contains("session.timeout.ms");
    }

    @Test
    void partitionsThatWereChangedAreNoFaultOfTheCode() {
        ErrorTable.Verdict verdict = ErrorTable.verdict(new StreamsException(
                "Existing internal topic rollcall-decider-nodes-changelog has invalid partitions: expected: 8; actual: 6. Use"
                        + " a tool to clean up invalid topics before processing."));
        assertThat(verdict.response()).isEqualTo(Response.FATAL);
        assertThat(verdict.faultOfTheCode()).isFalse();
        assertThat(verdict.message()).endsWith("another topic prefix");
    }

    @Test
    void whatPassesByItselfIsTriedAgain() {
        assertThat(wrapped(new TimeoutException("no answer")).response()).isEqualTo(Response.REPLACE_THREAD);
        assertThat(wrapped(new SerializationException("Error registering", new IOException("connection refused")))
                        .response())
                .isEqualTo(Response.REPLACE_THREAD);
        assertThat(wrapped(new SerializationException("Error registering", new RestClientException("down", 503, 50003)))
                        .response())
                .isEqualTo(Response.REPLACE_THREAD);
        // The broker aborts a transaction that takes too long, as on a machine that stood still.
        assertThat(wrapped(new InvalidTxnStateException(
                                "The producer attempted a transactional operation in an invalid state."))
                        .response())
                .isEqualTo(Response.REPLACE_THREAD);
    }

    /** Streams makes no TaskMigratedException of it when the producer says it at the commit. */
    @Test
    void anInstanceThatItsGroupHasGivenUpJoinsItAgain() {
        ErrorTable.Verdict verdict = ErrorTable.verdict(new StreamsException(
                "Error encountered trying to commit a transaction",
                new KafkaException(
                        "Cannot execute transactional method because we are in an error state",
                        new CommitFailedException("Transaction offset Commit failed due to consumer group metadata"
                                + " mismatch: The coordinator is not aware of this member."))));
        assertThat(verdict.response()).isEqualTo(Response.REPLACE_THREAD);
        assertThat(verdict.faultOfTheCode()).isFalse();
        assertThat(verdict.message()).contains("not aware of this member");
    }

    @Test
    void aBrokerThatFailsAtATransactionGetsANewProducer() {
        ErrorTable.Verdict verdict = ErrorTable.verdict(committing(
                "org.apache.kafka.clients.producer.internals.TransactionManager$EndTxnHandler", "handleResponse"));
        assertThat(verdict.response()).isEqualTo(Response.REPLACE_THREAD);
        assertThat(verdict.faultOfTheCode()).isFalse();
        assertThat(verdict.message()).contains("unexpected error when processing the request", "a broker failed");
    }

    @Test
    void theSameWordsFromElsewhereAreAFaultOfTheCode() {
        assertThat(ErrorTable.verdict(committing("org.apache.kafka.clients.producer.KafkaProducer", "doSend"))
                        .faultOfTheCode())
                .isTrue();
    }

    private static StreamsException committing(String thrownIn, String method) {
        KafkaException failed = new KafkaException("Unhandled error in EndTxnResponse: The server experienced an"
                + " unexpected error when processing the request.");
        failed.setStackTrace(new StackTraceElement[] {new StackTraceElement(thrownIn, method, "Any.java", 1)});
        return new StreamsException("Error encountered trying to commit a transaction", failed);
    }

    @Test
    void aProducerThatIsInNoStateForTheNextRecordIsReplaced() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:1", "transactional.id", "t"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            assertThatThrownBy(producer::beginTransaction)
                    .isInstanceOfSatisfying(IllegalStateException.class, thrown -> {
                        assertThat(wrapped(thrown).response()).isEqualTo(Response.REPLACE_THREAD);
                        assertThat(wrapped(thrown).faultOfTheCode()).isFalse();
                    });
        }
    }

    @Test
    void aSchemaThatIsRefusedIsFatal() {
        ErrorTable.Verdict verdict = wrapped(
                new SerializationException("Error registering", new RestClientException("incompatible", 409, 409)));
        assertThat(verdict.response()).isEqualTo(Response.FATAL);
        assertThat(verdict.faultOfTheCode()).isFalse();
    }

    @Test
    void anythingElseIsAFaultOfTheCodeAndNamesThePlace() {
        ErrorTable.Verdict verdict = wrapped(new IllegalStateException("no such slot"));
        assertThat(verdict.response()).isEqualTo(Response.FATAL);
        assertThat(verdict.faultOfTheCode()).isTrue();
        assertThat(verdict.message())
                .contains("no such slot", "topic=rollcall.journal, offset=7")
                .doesNotContain("\n");
    }
}
