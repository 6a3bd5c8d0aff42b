package io.rollcall.projector.app;

import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.projector.log.LogReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** What a projector has to be allowed, and no more. It writes nothing to Kafka. */
public final class ProjectorRights {

    private ProjectorRights() {}

    /** The part of Rollcall for which {@code rollcall acls} grants them. */
    public static String part(ProjectorConfig config) {
        return config.shared() ? "projector-postgresql" : "projector";
    }

    /** All of them. */
    public static List<NeededRight> of(ProjectorConfig config) {
        List<NeededRight> rights = new ArrayList<>(
                TopicRights.onEach(config.topics(), LogReader.TOPICS, AclOperation.READ, "the view is made of it"));
        if (config.shared()) {
            rights.add(NeededRight.literal(
                    ResourceType.GROUP, config.group(), AclOperation.READ, "projectors of one view share the work"));
        }
        return rights;
    }
}
