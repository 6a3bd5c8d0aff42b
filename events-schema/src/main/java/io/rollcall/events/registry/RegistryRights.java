package io.rollcall.events.registry;

import io.rollcall.events.rights.NeededRight;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** What the registry has to be allowed, and no more. */
public final class RegistryRights {

    private RegistryRights() {}

    /** All of them. */
    public static List<NeededRight> of(RegistryConfig config) {
        return List.of(
                topic(config, AclOperation.CREATE, "created where it is missing"),
                topic(config, AclOperation.DESCRIBE_CONFIGS, "one that would lose schemas is refused"),
                topic(config, AclOperation.READ, "schemas"),
                topic(config, AclOperation.WRITE, "schemas"),
                NeededRight.literal(
                        ResourceType.TRANSACTIONAL_ID,
                        SchemaLog.transactionalId(config.topic()),
                        AclOperation.WRITE,
                        "one registry writes at a time"));
    }

    private static NeededRight topic(RegistryConfig config, AclOperation operation, String purpose) {
        return NeededRight.literal(ResourceType.TOPIC, config.topic(), operation, purpose);
    }
}
