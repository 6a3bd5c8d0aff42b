package io.rollcall.controller.app;

import io.rollcall.controller.decider.DeciderTopology;
import io.rollcall.controller.router.RouterTopology;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the controller has to be allowed, and no more. Kafka Streams creates the topics that its state is kept in itself, names transactional ids
 * after the application, process and thread, and commits positions as the consumer group of the application.
 */
public final class ControllerRights {

    private static final String STATE = "changelog topics keep the state of Kafka Streams";

    private ControllerRights() {}

    /** All of them. */
    public static List<NeededRight> of(ControllerConfig config) {
        TopicNames names = config.topics();
        List<NeededRight> rights = new ArrayList<>();
        rights.addAll(TopicRights.onEach(names, RouterTopology.INPUTS, AclOperation.READ, "events are routed"));
        rights.add(NeededRight.on(
                names, TopicCatalogue.JOURNAL, AclOperation.WRITE, "events and ticks of the clock are put in order"));
        rights.add(NeededRight.on(names, TopicCatalogue.JOURNAL, AclOperation.READ, "events are decided upon"));
        rights.add(
                NeededRight.on(names, TopicCatalogue.JOURNAL, AclOperation.DESCRIBE_CONFIGS, "whose time it carries"));
        rights.addAll(TopicRights.onEach(
                names,
                List.of(
                        TopicCatalogue.COMMANDS,
                        TopicCatalogue.DECISIONS,
                        TopicCatalogue.STATUS,
                        TopicCatalogue.REVISIONS,
                        TopicCatalogue.REJECTED),
                AclOperation.WRITE,
                "what was decided"));
        rights.addAll(application(
                config.router().getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                List.of(
                        RouterTopology.OBJECTS,
                        RouterTopology.SIGHTINGS,
                        RouterTopology.GONE,
                        RouterTopology.RELISTS)));
        rights.addAll(application(
                config.decider().getProperty(StreamsConfig.APPLICATION_ID_CONFIG),
                List.of(
                        DeciderTopology.NODES,
                        DeciderTopology.DAEMON_SETS,
                        DeciderTopology.SLOTS,
                        DeciderTopology.ORPHANS,
                        DeciderTopology.REVISIONS,
                        DeciderTopology.PROGRESS)));
        return rights;
    }

    private static List<NeededRight> application(String id, List<String> stores) {
        String prefix = id + "-";
        List<String> changelogs =
                stores.stream().map(store -> prefix + store + "-changelog").toList();
        return List.of(
                NeededRight.prefixed(ResourceType.TOPIC, prefix, AclOperation.CREATE, STATE, changelogs),
                NeededRight.prefixed(ResourceType.TOPIC, prefix, AclOperation.READ, STATE, changelogs),
                NeededRight.prefixed(ResourceType.TOPIC, prefix, AclOperation.WRITE, STATE, changelogs),
                NeededRight.literal(
                        ResourceType.GROUP, id, AclOperation.READ, "instances share the work and keep their positions"),
                NeededRight.prefixed(
                        ResourceType.TRANSACTIONAL_ID,
                        prefix,
                        AclOperation.WRITE,
                        "results and positions in one transaction",
                        List.of(prefix + "check-of-rights")));
    }
}
