package io.rollcall.controller.verification;

import io.rollcall.events.topics.Topic;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A journal and everything that was written because of it. */
public interface RecordedLog {

    /** How many partitions the journal has: as many deciders wrote. */
    int journalPartitions();

    /** The log for the verification of one partition of the journal, read as it goes; it does not have to fit into memory. */
    Pass open(int journalPartition);

    /** One reading of the log. For one thread. */
    interface Pass extends AutoCloseable {

        /**
         * How far the decider had come when the reading began: the offset behind the last record whose outputs it had committed. Empty when
         * nobody knows.
         */
        OptionalLong decidedUpTo();

        /** The committed records of the journal partition, from its beginning. */
        Iterator<ConsumerRecord<byte[], byte[]>> journal();

        /** The committed records of each partition of each topic that deciders write to. */
        List<OutputPartition> outputs();

        @Override
        void close();
    }

    /**
     * A partition of a topic that deciders write to.
     *
     * @param topic the topic
     * @param records its committed records, from its beginning
     */
    record OutputPartition(Topic<?> topic, Iterator<ConsumerRecord<byte[], byte[]>> records) {}
}
