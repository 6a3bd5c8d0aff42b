package io.rollcall.events.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates and describes the topics of the {@link TopicCatalogue} for one cluster. Holds no state but the admin client,
 * which belongs to the caller.
 */
public final class TopicAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    private final Admin admin;
    private final TopicNames names;

    /** For the topics with the default prefix. */
    public TopicAdmin(Admin admin) {
        this(admin, TopicNames.standard());
    }

    /** For the topics with the prefix of {@code names}. */
    public TopicAdmin(Admin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /** What {@link #create} would create now, in the catalogue's order; nothing is changed. */
    public List<NewTopic> plan(TopicPlan plan) {
        Map<String, TopicDescription> there = descriptions(all());
        return TopicCatalogue.all().stream()
                .filter(topic -> !there.containsKey(names.of(topic)))
                .map(topic -> toCreate(topic, plan))
                .toList();
    }

    /**
     * Creates the topics that are missing and returns when every partition of every topic can be written to.
     *
     * <p>Topics that exist are left as they are.
     *
     * @return full names of the topics that were missing, in the catalogue's order
     * @throws TopicException when the journal exists with another number of partitions, or Kafka refuses or does not
     *     answer
     */
    public List<String> create(TopicPlan plan) {
        List<NewTopic> missing = plan(plan);
        int partitions = partitions(List.of(TopicCatalogue.JOURNAL)).getOrDefault(TopicCatalogue.JOURNAL, 0);
        if (partitions != 0 && partitions != plan.journalPartitions()) {
            throw new TopicException(
                    "topic " + names.of(TopicCatalogue.JOURNAL) + " has " + partitions
                            + " partitions, the configuration asks for "
                            + plan.journalPartitions()
                            + ": the journal keeps the number it was created with; configure that, or another topic"
                            + " prefix",
                    null);
        }
        admin.createTopics(missing).values().forEach((name, created) -> {
            try {
                get(created, "create topic " + name);
            } catch (TopicException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused;
                }
                // Another instance was quicker.
            }
        });
        awaitWritable(all());
        return missing.stream().map(NewTopic::name).toList();
    }

    /**
     * Returns when every partition of these topics has a leader that answers.
     *
     * <p>Needed after creating topics: a record sent before may get its producer stuck in sequence errors and be lost.
     */
    public void awaitWritable(Collection<String> topics) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (; ; ) {
            try {
                Map<TopicPartition, OffsetSpec> ends = new LinkedHashMap<>();
                descriptions(topics)
                        .forEach((name, description) -> description
                                .partitions()
                                .forEach(p -> ends.put(new TopicPartition(name, p.partition()), OffsetSpec.latest())));
                long answered = ends.keySet().stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .count();
                if (answered == topics.size()) {
                    get(admin.listOffsets(ends).all(), "read the ends of the topics");
                    return;
                }
                throw new TopicException("not all of the topics " + topics + " are known to the broker", null);
            } catch (TopicException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    /** Full names of those of the topics that are not there, in their order. */
    public List<String> missing(Collection<? extends Topic<?>> topics) {
        List<String> wanted = topics.stream().<String>map(names::of).toList();
        Collection<String> there = descriptions(wanted).keySet();
        return wanted.stream().filter(name -> !there.contains(name)).toList();
    }

    /** The number of partitions of those of the topics that are there. */
    public Map<Topic<?>, Integer> partitions(Collection<? extends Topic<?>> topics) {
        Map<String, TopicDescription> there =
                descriptions(topics.stream().<String>map(names::of).toList());
        Map<Topic<?>, Integer> partitions = new LinkedHashMap<>();
        for (Topic<?> topic : topics) {
            TopicDescription description = there.get(names.of(topic));
            if (description != null) {
                partitions.put(topic, description.partitions().size());
            }
        }
        return partitions;
    }

    /** Every topic of the catalogue as it stands, in the catalogue's order, missing ones too. */
    public List<TopicState> describe() {
        return describe(TopicCatalogue.all());
    }

    /** Some topics as they stand, in their order, missing ones too. Needs DescribeConfigs on each. */
    public List<TopicState> describe(Collection<? extends Topic<?>> topics) {
        Map<String, TopicDescription> descriptions =
                descriptions(topics.stream().<String>map(names::of).toList());
        List<ConfigResource> wanted = descriptions.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(wanted).all(), "read the settings of the topics");
        List<TopicState> states = new ArrayList<>();
        for (Topic<?> topic : topics) {
            String name = names.of(topic);
            TopicDescription description = descriptions.get(name);
            Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
            states.add(
                    description == null || config == null
                            ? new TopicState(topic, name, 0, 0, Map.of())
                            : new TopicState(
                                    topic,
                                    name,
                                    description.partitions().size(),
                                    description.partitions().get(0).replicas().size(),
                                    settings(topic, config)));
        }
        return states;
    }

    private Map<String, String> settings(Topic<?> topic, Config config) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : TopicPlan.single(JournalTime.APPENDED).config(topic).keySet()) {
            settings.put(key, String.valueOf(config.get(key).value()));
        }
        return settings;
    }

    private List<String> all() {
        return TopicCatalogue.all().stream().<String>map(names::of).toList();
    }

    private NewTopic toCreate(Topic<?> topic, TopicPlan plan) {
        Optional<Short> copies =
                plan.replicationFactor() < 0 ? Optional.empty() : Optional.of(plan.replicationFactor());
        return new NewTopic(names.of(topic), Optional.of(plan.partitions(topic)), copies).configs(plan.config(topic));
    }

    /** Descriptions of those of the topics that exist. */
    private Map<String, TopicDescription> descriptions(Collection<String> topics) {
        Map<String, TopicDescription> known = new LinkedHashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((name, future) -> {
            try {
                known.put(name, get(future, "describe topic " + name));
            } catch (TopicException refused) {
                if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused;
                }
            }
        });
        return known;
    }

    private static <T> T get(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new TopicException("cannot " + what + ": " + cause.getMessage(), cause);
        } catch (KafkaException refused) {
            throw new TopicException("cannot " + what + ": " + refused.getMessage(), refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TopicException("stopped while trying to " + what, stopped);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TopicException("stopped while waiting for topics", stopped);
        }
    }
}
