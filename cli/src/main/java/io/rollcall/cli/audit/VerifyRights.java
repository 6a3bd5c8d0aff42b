package io.rollcall.cli.audit;

import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** What {@code rollcall audit verify} has to be allowed, and no more. */
public final class VerifyRights {

    private VerifyRights() {}

    /**
     * All of them.
     *
     * @param group of the decider that writes the log
     */
    public static List<NeededRight> of(TopicNames names, String group) {
        List<NeededRight> rights = new ArrayList<>();
        rights.add(NeededRight.on(
                names, TopicCatalogue.JOURNAL, AclOperation.READ, "what was decided upon is decided again"));
        rights.addAll(TopicRights.onEach(names, KafkaLog.OUTPUTS, AclOperation.READ, "what was decided"));
        rights.add(NeededRight.literal(ResourceType.GROUP, group, AclOperation.DESCRIBE, "how far the decider is"));
        return rights;
    }
}
