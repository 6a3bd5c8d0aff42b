package io.rollcall.cluster.objects;

import io.rollcall.events.topics.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * A change of an object, or an answer, to be appended to a topic.
 *
 * @param topic the topic
 * @param key key of the record: the node's name, else namespace/name
 * @param value a value of that topic
 */
public record ClusterEvent(Topic<?> topic, String key, SpecificRecord value) {}
