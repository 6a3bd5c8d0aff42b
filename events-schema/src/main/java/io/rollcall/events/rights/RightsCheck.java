package io.rollcall.events.rights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which rights are missing, all at once, by asking the brokers what this client may do. Changes nothing.
 *
 * <p>What cannot be found out counts as there, and is told by whatever fails later: Read and Write on topics that do not exist yet, which operation
 * on a group that does not exist yet, and Write apart from Describe on a transactional id. A broker that does not answer these questions is not in
 * anybody's way: there is one deadline for all of them, and what is not answered by then counts as there.
 */
public final class RightsCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final Duration patience;

    /** With a client that belongs to the caller. Takes no longer than 15 s. */
    public RightsCheck(Admin admin) {
        this(admin, PATIENCE);
    }

    RightsCheck(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /** Those of the rights that are missing, in their order. */
    public List<NeededRight> missing(Collection<NeededRight> needed) {
        long deadline = System.nanoTime() + patience.toNanos();
        Questions ofTopics = topics(names(needed, ResourceType.TOPIC));
        Questions ofGroups = groups(names(needed, ResourceType.GROUP));
        Questions ofIds = transactionalIds(names(needed, ResourceType.TRANSACTIONAL_ID));
        Map<String, Standing> topics = ofTopics.answers(deadline);
        Map<String, Standing> creatable = creations(needed, topics).answers(deadline);
        Map<String, Standing> groups = ofGroups.answers(deadline);
        Map<String, Standing> ids = ofIds.answers(deadline);
        List<NeededRight> missing = new ArrayList<>();
        for (NeededRight right : needed) {
            Map<String, Standing> standing = switch (right.pattern().resourceType()) {
                case TOPIC -> right.operation() == AclOperation.CREATE ? creatable : topics;
                case GROUP -> groups;
                case TRANSACTIONAL_ID -> ids;
                default -> throw new IllegalArgumentException("nobody knows how to look for " + right);
            };
            if (right.used().stream()
                    .anyMatch(name ->
                            standing.getOrDefault(name, Standing.UNKNOWN).lacks(right.operation()))) {
                missing.add(right);
            }
        }
        return missing;
    }

    /**
     * What is known of a resource.
     *
     * @param exists whether it is there, as far as it may be seen
     * @param allowed what may be done to it; null when the broker did not say
     */
    private record Standing(boolean exists, @Nullable Set<AclOperation> allowed) {

        static final Standing UNKNOWN = new Standing(true, null);
        static final Standing ABSENT = new Standing(false, null);
        static final Standing HIDDEN = new Standing(true, Set.of());

        boolean lacks(AclOperation operation) {
            return allowed != null && !allowed.contains(operation) && (this != HIDDEN || shows(operation));
        }

        /** Whether it would not be hidden with that right. */
        private static boolean shows(AclOperation operation) {
            return operation != AclOperation.DESCRIBE_CONFIGS;
        }
    }

    private static Set<String> names(Collection<NeededRight> needed, ResourceType type) {
        Set<String> names = new TreeSet<>();
        needed.stream()
                .filter(right -> right.pattern().resourceType() == type)
                .forEach(right -> names.addAll(right.used()));
        return names;
    }

    /** Questions that were put; what is known of a resource when its answer is there. */
    private static final class Questions {

        private final Map<String, KafkaFuture<Standing>> asked = new TreeMap<>();

        <T> void put(String name, KafkaFuture<T> answer, KafkaFuture.BaseFunction<T, Standing> reading) {
            asked.put(name, answer.thenApply(reading));
        }

        Map<String, Standing> answers(long deadline) {
            Map<String, Standing> answers = new TreeMap<>();
            asked.forEach((name, answer) -> answers.put(name, await(answer, deadline)));
            return answers;
        }

        private static Standing await(KafkaFuture<Standing> answer, long deadline) {
            try {
                return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException refused) {
                if (refused.getCause() instanceof AuthorizationException) {
                    return Standing.HIDDEN;
                }
                // Whatever else is wrong, others say it better.
                return refused.getCause() instanceof UnknownTopicOrPartitionException
                        ? Standing.ABSENT
                        : Standing.UNKNOWN;
            } catch (TimeoutException silent) {
                return Standing.UNKNOWN;
            } catch (InterruptedException stopped) {
                throw new InterruptException(stopped);
            }
        }
    }

    private Questions topics(Set<String> names) {
        Questions questions = new Questions();
        admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues()
                .forEach((name, future) -> questions.put(
                        name, future, description -> new Standing(true, description.authorizedOperations())));
        return questions;
    }

    private Questions groups(Set<String> names) {
        Questions questions = new Questions();
        admin.describeConsumerGroups(names, new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .forEach((name, future) -> questions.put(
                        name, future, description -> new Standing(true, description.authorizedOperations())));
        return questions;
    }

    private Questions transactionalIds(Set<String> names) {
        Questions questions = new Questions();
        var described = admin.describeTransactions(names);
        for (String name : names) {
            questions.put(name, described.description(name), description -> Standing.UNKNOWN);
        }
        return questions;
    }

    /** Topics that exist need not be created any more. Of the others the broker says without creating them whether it would. */
    private Questions creations(Collection<NeededRight> needed, Map<String, Standing> topics) {
        List<NewTopic> absent = needed.stream()
                .filter(right -> right.operation() == AclOperation.CREATE)
                .flatMap(right -> right.used().stream())
                .distinct()
                .filter(name -> !topics.getOrDefault(name, Standing.UNKNOWN).exists())
                .map(name -> new NewTopic(name, Optional.empty(), Optional.empty()))
                .toList();
        Questions questions = new Questions();
        if (!absent.isEmpty()) {
            admin.createTopics(absent, new CreateTopicsOptions().validateOnly(true))
                    .values()
                    .forEach((name, future) -> questions.put(name, future, created -> Standing.UNKNOWN));
        }
        return questions;
    }
}
