package io.rollcall.events.rights;

import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** Rights on the topics of the catalogue. */
public final class TopicRights {

    private TopicRights() {}

    /** Of whoever creates the topics. */
    public static List<NeededRight> toCreate(TopicNames names) {
        String prefix = names.of("");
        List<String> all = TopicCatalogue.all().stream().<String>map(names::of).toList();
        return List.of(
                NeededRight.prefixed(ResourceType.TOPIC, prefix, AclOperation.CREATE, "topics are created", all),
                NeededRight.prefixed(
                        ResourceType.TOPIC, prefix, AclOperation.DESCRIBE, "which topics are there already", all));
    }

    /** Of whoever looks at them. */
    public static List<NeededRight> toDescribe(TopicNames names) {
        String prefix = names.of("");
        List<String> all = TopicCatalogue.all().stream().<String>map(names::of).toList();
        return List.of(
                NeededRight.prefixed(ResourceType.TOPIC, prefix, AclOperation.DESCRIBE, "which topics are there", all),
                NeededRight.prefixed(
                        ResourceType.TOPIC, prefix, AclOperation.DESCRIBE_CONFIGS, "how they are set", all));
    }

    /** The same right on each of some topics. */
    public static List<NeededRight> onEach(
            TopicNames names, Collection<? extends Topic<?>> topics, AclOperation operation, String purpose) {
        return topics.stream()
                .map(topic -> NeededRight.on(names, topic, operation, purpose))
                .toList();
    }
}
