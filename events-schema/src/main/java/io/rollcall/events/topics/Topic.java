package io.rollcall.events.topics;

import org.apache.avro.specific.SpecificRecord;

/**
 * A topic of Rollcall. Keys are UTF-8 strings, values are Avro in Confluent's wire format.
 *
 * @param name name without the prefix, see {@link TopicNames}
 * @param value class of the values
 * @param cleanup whether it is a history or a table
 * @param retention how long records are kept; has no effect on a compacted topic
 * @param partitions by which rule its partitions are counted
 * @param keyDoc what the key is, for people
 * @param doc what the topic holds, for people
 * @param maxMessageBytes largest record batch the topic takes, bytes
 */
public record Topic<V extends SpecificRecord>(
        String name,
        Class<V> value,
        Cleanup cleanup,
        Retention retention,
        Partitions partitions,
        String keyDoc,
        String doc,
        int maxMessageBytes) {

    /** Key of barriers (SourceSynced, RelistStarted, RelistFinished) in input topics; they stand in every partition. */
    public static final String BARRIER_KEY = "barrier";
}
