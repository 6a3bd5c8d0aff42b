package io.rollcall.cli.crash;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.awaitility.Awaitility;

/** Who does what in the Kafka cluster now, and whether every copy is in step. */
final class BrokerHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ANSWER_SECONDS = 10;

    private final Admin admin;

    BrokerHealth(Admin admin) {
        this.admin = admin;
    }

    void awaitBrokers(int count) {
        Awaitility.await("brokers")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(() -> admin.describeCluster()
                                .nodes()
                                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                                .size()
                        == count);
    }

    /** Returns when every partition of every topic has all its copies: another broker may go then. */
    void awaitInSync() {
        Awaitility.await("all copies in sync")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(() -> topics().values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition ->
                                partition.isr().size() == partition.replicas().size()));
    }

    /** The broker that is the active controller of the cluster. */
    int activeController() throws Exception {
        return admin.describeMetadataQuorum()
                .quorumInfo()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .leaderId();
    }

    /** The brokers that lead the partitions of a topic. */
    Map<Integer, Integer> leaders(String topic) throws Exception {
        TopicDescription description = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .get(topic);
        if (description == null) {
            throw new IllegalStateException("topic " + topic + " is not there");
        }
        Map<Integer, Integer> leaders = new TreeMap<>();
        description
                .partitions()
                .forEach(partition ->
                        leaders.put(partition.partition(), partition.leader().id()));
        return leaders;
    }

    /** The broker that coordinates a group; the coordinator of transactions of the same name is another matter. */
    int coordinator(String group) throws Exception {
        return group(group).coordinator().id();
    }

    /** The group as it stands. */
    ConsumerGroupDescription group(String group) throws Exception {
        try {
            ConsumerGroupDescription description = admin.describeConsumerGroups(List.of(group))
                    .all()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .get(group);
            if (description == null) {
                throw new IllegalStateException("group " + group + " is not there");
            }
            return description;
        } catch (ExecutionException e) {
            throw new IllegalStateException("group " + group + " cannot be described", e);
        }
    }

    private Map<String, TopicDescription> topics() throws Exception {
        Set<String> names = admin.listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true))
                .names()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return describe(names);
    }

    private Map<String, TopicDescription> describe(Collection<String> names) throws Exception {
        return admin.describeTopics(names).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
