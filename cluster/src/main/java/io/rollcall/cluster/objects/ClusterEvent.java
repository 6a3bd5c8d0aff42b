package io.rollcall.cluster.objects;

import io.rollcall.events.topics.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event to be appended to an input topic.
 *
 * @param topic the topic
 * @param key key of the record: the node's name, else namespace/name
 * @param value NodeEvent, PodEvent, DaemonSetEvent or ControllerRevisionEvent
 */
public record ClusterEvent(Topic<?> topic, String key, SpecificRecord value) {}
