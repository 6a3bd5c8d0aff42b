package io.rollcall.controller.app;

import io.rollcall.controller.decider.DeciderTopology;
import io.rollcall.controller.router.RouterTopology;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * State stays in the partition that it was made in. Where a topic was given more partitions since, DaemonSets and objects would go on in
 * others, without their state, beside instances that still write the old ones. So that is refused before anything is written.
 */
final class ChangedPartitions {

    private static final List<Topic<?>> INPUTS = List.of(
            TopicCatalogue.NODE_EVENTS,
            TopicCatalogue.POD_EVENTS,
            TopicCatalogue.DAEMON_SET_EVENTS,
            TopicCatalogue.CONTROLLER_REVISION_EVENTS,
            TopicCatalogue.COMMAND_RESULTS);

    private ChangedPartitions() {}

    /** @throws ControllerStartException when the state is of another number of partitions than what it is made of */
    static void check(ControllerConfig config) {
        try (Admin admin = Admin.create(config.client())) {
            check(admin, config, config.router(), RouterTopology.SIGHTINGS, INPUTS);
            check(admin, config, config.decider(), DeciderTopology.PROGRESS, List.of(TopicCatalogue.JOURNAL));
        }
    }

    private static void check(
            Admin admin, ControllerConfig config, Properties application, String store, List<Topic<?>> sources) {
        String changelog = application.getProperty(StreamsConfig.APPLICATION_ID_CONFIG) + "-" + store + "-changelog";
        List<String> names = new ArrayList<>(
                sources.stream().map(topic -> config.topics().of(topic)).toList());
        names.add(changelog);
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(names).topicNameValues();
        int state = partitions(described, changelog);
        if (state == 0) {
            return;
        }
        // A task reads the same partition of each, so the state is of as many as the topic with the most has.
        String widest = sources.stream()
                .map(topic -> config.topics().of(topic))
                .max((one, other) -> partitions(described, one) - partitions(described, other))
                .orElseThrow();
        int now = partitions(described, widest);
        if (now != state) {
            throw new ControllerStartException(
                    "topic " + widest + " has " + now + " partitions, but the state in " + changelog + " is of " + state
                            + ": partitions cannot be changed; give the new number of them another topic.prefix",
                    null);
        }
    }

    /** How many there are; 0 when the topic is not there. */
    private static int partitions(Map<String, KafkaFuture<TopicDescription>> described, String topic) {
        KafkaFuture<TopicDescription> description = described.get(topic);
        if (description == null) {
            return 0;
        }
        try {
            return description.get().partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw new ControllerStartException("cannot read how many partitions " + topic + " has: " + e.getCause(), e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ControllerStartException("stopped while starting", stopped);
        }
    }
}
