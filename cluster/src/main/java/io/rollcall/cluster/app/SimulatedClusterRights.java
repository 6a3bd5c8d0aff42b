package io.rollcall.cluster.app;

import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** What a simulated cluster has to be allowed, and no more. */
public final class SimulatedClusterRights {

    private static final List<Topic<?>> OWN = List.of(
            TopicCatalogue.NODE_EVENTS,
            TopicCatalogue.POD_EVENTS,
            TopicCatalogue.DAEMON_SET_EVENTS,
            TopicCatalogue.CONTROLLER_REVISION_EVENTS,
            TopicCatalogue.COMMAND_RESULTS,
            TopicCatalogue.CLUSTER_OBJECTS);

    private static final List<Topic<?>> WISHES =
            List.of(TopicCatalogue.COMMANDS, TopicCatalogue.STATUS, TopicCatalogue.REVISIONS);

    private SimulatedClusterRights() {}

    /** All of them. */
    public static List<NeededRight> of(SimulatedClusterConfig config) {
        TopicNames names = config.topics();
        List<NeededRight> rights = new ArrayList<>();
        rights.addAll(TopicRights.onEach(names, OWN, AclOperation.WRITE, "what happens in the cluster"));
        rights.addAll(TopicRights.onEach(names, OWN, AclOperation.READ, "the cluster is rebuilt from its log"));
        rights.addAll(TopicRights.onEach(names, WISHES, AclOperation.READ, "what the controller wants"));
        rights.add(NeededRight.literal(
                ResourceType.GROUP, config.identity(), AclOperation.READ, "how far its commands are carried out"));
        rights.add(NeededRight.literal(
                ResourceType.TRANSACTIONAL_ID,
                config.identity(),
                AclOperation.WRITE,
                "events and positions in one transaction"));
        return rights;
    }
}
