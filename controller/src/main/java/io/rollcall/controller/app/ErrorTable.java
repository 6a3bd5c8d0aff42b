package io.rollcall.controller.app;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.rollcall.events.serde.RegistryUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MisconfiguredInternalTopicException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * What becomes of a Streams application when a thread of it fails: one table, first row that fits any exception in the chain of causes.
 * Faults of the data never come this far, nor does a task whose transaction or store was lost: Kafka Streams revives it from its changelog by itself.
 */
final class ErrorTable {

    /** What to do. */
    enum Response {
        /** Stop: it would fail again, and somebody has to mend something first. */
        FATAL,
        /** Go on with a new thread, from the last commit. */
        REPLACE_THREAD
    }

    /**
     * What to do about a failure.
     *
     * @param message what happened and how to mend it, one line
     * @param faultOfTheCode whether only a stack trace helps
     */
    record Verdict(Response response, String message, boolean faultOfTheCode) {}

    private record Row(Class<? extends Throwable> kind, Predicate<Throwable> when, Response response, String mend) {
        Row(Class<? extends Throwable> kind, Response response, String mend) {
            this(kind, thrown -> true, response, mend);
        }

        boolean fits(Throwable thrown) {
            return kind.isInstance(thrown) && when.test(thrown);
        }
    }

    private static final int SERVER_ERROR = 500;

    private static final String PRODUCER = KafkaProducer.class.getPackageName() + ".";

    private static final String TRANSACTIONS = PRODUCER + "internals.TransactionManager";

    /** A transaction that outlives transaction.timeout.ms, as on a machine that stands still, is the broker's to abort. */
    private static final String TIMED_OUT = "the broker has ended the transaction, what was in it is done again";

    private static final List<Row> ROWS = List.of(
            new Row(AuthenticationException.class, Response.FATAL, "check the credentials in the kafka.* settings"),
            new Row(
                    AuthorizationException.class,
                    Response.FATAL,
                    "grant the controller what it needs: rollcall acls create --for controller"),
            new Row(UnsupportedVersionException.class, Response.FATAL, "use a broker that knows this feature"),
            new Row(
                    InvalidSessionTimeoutException.class,
                    Response.FATAL,
                    "raise session.timeout.ms, or lower the brokers' group.min.session.timeout.ms"),
            new Row(
                    InvalidTxnTimeoutException.class,
                    Response.FATAL,
                    "lower transaction.timeout.ms to at most the brokers' transaction.max.timeout.ms"),
            new Row(
                    InvalidReplicationFactorException.class,
                    Response.FATAL,
                    "lower replication.factor to at most the number of brokers"),
            new Row(MissingSourceTopicException.class, Response.FATAL, "create the topics: rollcall topics create"),
            new Row(
                    MisconfiguredInternalTopicException.class,
                    Response.FATAL,
                    "the partitions of a topic were changed: give the new layout another topic prefix"),
            new Row(
                    StreamsException.class,
                    thrown -> firstLine(thrown).contains("has invalid partitions"),
                    Response.FATAL,
                    "the partitions of a topic were changed: give the new layout another topic prefix"),
            new Row(
                    RecordTooLargeException.class,
                    Response.FATAL,
                    "raise max.message.bytes of the topic, or message.max.bytes of the brokers"),
            new Row(ConfigException.class, Response.FATAL, "correct the setting"),
            new Row(RegistryUnavailableException.class, Response.REPLACE_THREAD, "the schema registry is waited for"),
            new Row(
                    RestClientException.class,
                    thrown -> ((RestClientException) thrown).getStatus() < SERVER_ERROR,
                    Response.FATAL,
                    "the schema registry refuses a schema: register the schemas of this version, or mend the subject"),
            new Row(RestClientException.class, Response.REPLACE_THREAD, "the schema registry is waited for"),
            new Row(RetriableException.class, Response.REPLACE_THREAD, "it is tried again"),
            new Row(ProducerFencedException.class, Response.REPLACE_THREAD, "another instance took over"),
            new Row(InvalidProducerEpochException.class, Response.REPLACE_THREAD, "another instance took over"),
            new Row(
                    CommitFailedException.class,
                    Response.REPLACE_THREAD,
                    "the group has gone on without this instance, as after a halt; what was not committed is done again"),
            new Row(InvalidTxnStateException.class, Response.REPLACE_THREAD, TIMED_OUT),
            new Row(InvalidPidMappingException.class, Response.REPLACE_THREAD, TIMED_OUT),
            new Row(TransactionAbortableException.class, Response.REPLACE_THREAD, TIMED_OUT),
            new Row(IllegalStateException.class, ErrorTable::isOfTheProducer, Response.REPLACE_THREAD, TIMED_OUT),
            new Row(
                    KafkaException.class,
                    ErrorTable::isOfATransaction,
                    Response.REPLACE_THREAD,
                    "a broker failed at a transaction, as one does that is killed; what is not committed is done again"),
            new Row(TaskMigratedException.class, Response.REPLACE_THREAD, "another instance took over"),
            new Row(LockException.class, Response.REPLACE_THREAD, "it is tried again"),
            new Row(IOException.class, Response.REPLACE_THREAD, "it is tried again"));

    private ErrorTable() {}

    /**
     * After a commit that was not confirmed within max.block.ms Streams goes on with tasks that it did not revive, and the producer
     * says to the next record that it is in no state for it. Only a new producer helps.
     */
    private static boolean isOfTheProducer(Throwable thrown) {
        return isFrom(PRODUCER, thrown);
    }

    /** An answer that the producer has no name for, such as "unknown server error" when a transaction ends: only a new producer helps. */
    private static boolean isOfATransaction(Throwable thrown) {
        return thrown.getClass() == KafkaException.class && isFrom(TRANSACTIONS, thrown);
    }

    private static boolean isFrom(String classes, Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(classes);
    }

    static Verdict verdict(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        for (Row row : ROWS) {
            for (Throwable link : chain) {
                if (row.fits(link)) {
                    return new Verdict(row.response(), line(thrown, link) + ": " + row.mend(), false);
                }
            }
        }
        String message = line(thrown, chain.getLast()) + ": a fault of the code, please report it";
        return new Verdict(Response.FATAL, message, true);
    }

    /** What failed where: Streams names task, topic, partition and offset in its own message, on the first line. */
    private static String line(Throwable thrown, Throwable decisive) {
        String where = firstLine(thrown);
        String what = decisive.getClass().getSimpleName() + " " + firstLine(decisive);
        return decisive == thrown ? what : what + " (" + where + ")";
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }
}
