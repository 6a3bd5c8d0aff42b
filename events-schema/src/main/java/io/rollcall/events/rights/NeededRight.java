package io.rollcall.events.rights;

import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicNames;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One right without which a component cannot do its work. Rights that another one implies are not needed beside it: in Kafka Read and Write
 * bring Describe along.
 *
 * @param pattern resources that it is about: one, or all whose names begin with something
 * @param operation what has to be allowed
 * @param purpose what for, for people
 * @param used names of resources that are used under the pattern; those of a test of the right when the real ones are not known beforehand
 */
public record NeededRight(ResourcePattern pattern, AclOperation operation, String purpose, List<String> used) {

    private static final String ANY_HOST = "*";

    /** Copies the names. */
    public NeededRight {
        used = List.copyOf(used);
    }

    /** On one topic. */
    public static NeededRight on(TopicNames names, Topic<?> topic, AclOperation operation, String purpose) {
        return literal(ResourceType.TOPIC, names.of(topic), operation, purpose);
    }

    /** On the resource of that name. */
    public static NeededRight literal(ResourceType type, String name, AclOperation operation, String purpose) {
        return new NeededRight(new ResourcePattern(type, name, PatternType.LITERAL), operation, purpose, List.of(name));
    }

    /** On all resources whose names begin so. */
    public static NeededRight prefixed(
            ResourceType type, String prefix, AclOperation operation, String purpose, List<String> used) {
        return new NeededRight(new ResourcePattern(type, prefix, PatternType.PREFIXED), operation, purpose, used);
    }

    /** What is granted to a principal, such as {@code User:controller}. */
    public AclBinding grantedTo(String principal) {
        return new AclBinding(pattern, new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    /** The options of Kafka's kafka-acls that name it. */
    public String options() {
        return "--operation " + word() + " --" + kind().replace(' ', '-') + " " + pattern.name()
                + (pattern.patternType() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }

    /** As people say it: {@code Write on topic rollcall.journal}; a star stands for the rest of a name. */
    @Override
    public String toString() {
        return word() + " on " + kind() + " " + pattern.name()
                + (pattern.patternType() == PatternType.PREFIXED ? "*" : "");
    }

    private String kind() {
        return pattern.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As Kafka's tools spell it: DescribeConfigs. */
    private String word() {
        StringBuilder word = new StringBuilder();
        for (String part : operation.name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
