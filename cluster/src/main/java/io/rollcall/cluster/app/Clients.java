package io.rollcall.cluster.app;

import io.rollcall.events.settings.ClientSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka clients of a simulated cluster. */
final class Clients {

    private static final int LARGEST_REQUEST = 8 * 1024 * 1024;
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);
    private static final int BLOCK_MILLIS = 20_000;

    private Clients() {}

    /** A transactional producer: whoever opens the next one with this identity takes over from it. */
    static Producer<String, byte[]> producer(SimulatedClusterConfig config) {
        Map<String, Object> settings = settings(config);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.identity());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                transactionTimeout(config).toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> settings(SimulatedClusterConfig config) {
        Map<String, Object> settings = config.kafka().with(Map.of());
        settings.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ClientSettings.ANSWER_MILLIS);
        return settings;
    }

    /** How long a transaction may last before the broker ends it. */
    static Duration transactionTimeout(SimulatedClusterConfig config) {
        Object wanted = config.kafka().with(Map.of()).get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        return wanted == null ? TRANSACTION_TIMEOUT : Duration.ofMillis(Long.parseLong(wanted.toString()));
    }

    /** Whether the broker takes no more from this producer: another has taken over, or its transaction lasted too long. */
    static boolean isFenced(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ProducerFencedException
                    || t instanceof InvalidProducerEpochException
                    || t instanceof FencedInstanceIdException) {
                return true;
            }
        }
        return false;
    }

    /** A consumer of committed records that is told what to read and never commits by itself. */
    static Consumer<String, byte[]> consumer(SimulatedClusterConfig config) {
        Map<String, Object> settings = settings(config);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.identity());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The partitions of a topic.
     *
     * @throws ClusterStoppedException when the topic is not there
     */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new ClusterStoppedException(
                    "topic " + topic + " is not there; create the topics first: rollcall topics create");
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
