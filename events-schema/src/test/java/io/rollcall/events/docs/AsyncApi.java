package io.rollcall.events.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rollcall.events.cloudevents.CloudEvent;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.cloudevents.CloudEventTypes;
import io.rollcall.events.topics.Cleanup;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.Partitions;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import java.util.List;
import org.apache.avro.specific.SpecificData;

/** The catalogue as an AsyncAPI 3.0 document: a channel, a message and an operation for each topic. */
final class AsyncApi {

    private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";
    private static final String KAFKA_BINDING = "0.5.0";
    /** What {@code rollcall topics create} does when it is told nothing. */
    private static final TopicPlan PLAN = new TopicPlan(6, 6, 6, (short) -1, JournalTime.APPENDED);

    private static final ObjectMapper JSON = new ObjectMapper();

    private AsyncApi() {}

    static String yaml() throws JsonProcessingException {
        YAMLFactory factory = YAMLFactory.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build();
        return "# Made from the topic catalogue and the Avro schemas.\n"
                + new YAMLMapper(factory).writeValueAsString(document());
    }

    static ObjectNode document() throws JsonProcessingException {
        ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info").put("title", "Rollcall").put("version", "0.1.0");
        info.put(
                "description",
                "The topics of a DaemonSet controller whose only memory is a Kafka log: what goes in, what is decided, and what it is"
                        + " decided by. Values are Avro in Confluent's wire format (byte 0, schema id in four bytes big-endian, body)"
                        + " under TopicNameStrategy; keys are UTF-8 text.");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", CloudEvent.CONTENT_TYPE);
        ObjectNode kafka = document.putObject("servers").putObject("kafka");
        kafka.put("host", "{host}:{port}").put("protocol", "kafka").put("description", "The brokers.");
        ObjectNode variables = kafka.putObject("variables");
        variables.putObject("host").put("default", "127.0.0.1");
        variables.putObject("port").put("default", "9092");
        kafka.putObject("bindings")
                .putObject("kafka")
                .put("schemaRegistryUrl", "http://127.0.0.1:8081")
                .put("schemaRegistryVendor", "confluent")
                .put("bindingVersion", KAFKA_BINDING);
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        ObjectNode schemas = components.putObject("schemas");
        for (Topic<?> topic : TopicCatalogue.all()) {
            channels.set(topic.name(), channel(topic));
            operations.set(verb(topic) + "-" + topic.name(), operation(topic));
            messages.set(message(topic), message(topic, topic.value().getSimpleName()));
            ObjectNode schema = schemas.putObject(message(topic)).put("schemaFormat", AVRO);
            schema.set(
                    "schema",
                    JSON.readTree(SpecificData.get().getSchema(topic.value()).toString()));
        }
        components
                .putObject("parameters")
                .putObject("prefix")
                .put(
                        "description",
                        "What stands before the dot in the names of all topics: one prefix for each controlled cluster.")
                .put("default", TopicNames.DEFAULT_PREFIX);
        return document;
    }

    private static ObjectNode channel(Topic<?> topic) {
        ObjectNode channel = JSON.createObjectNode();
        channel.put("address", "{prefix}." + topic.name()).put("description", topic.doc());
        channel.putObject("parameters").putObject("prefix").put("$ref", "#/components/parameters/prefix");
        channel.putObject("messages").putObject(message(topic)).put("$ref", "#/components/messages/" + message(topic));
        ObjectNode binding = channel.putObject("bindings").putObject("kafka");
        binding.put("partitions", PLAN.partitions(topic));
        ObjectNode configuration = binding.putObject("topicConfiguration");
        ArrayNode policy = configuration.putArray("cleanup.policy");
        policy.add(topic.cleanup().policy());
        configuration.put("retention.ms", topic.retention().millis());
        configuration.put("max.message.bytes", topic.maxMessageBytes());
        configuration.put(
                "confluent.value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicNameStrategy");
        binding.put("bindingVersion", KAFKA_BINDING);
        return channel;
    }

    private static ObjectNode operation(Topic<?> topic) {
        ObjectNode operation = JSON.createObjectNode();
        operation.put("action", verb(topic)).put("summary", topic.doc());
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        operation
                .putArray("messages")
                .addObject()
                .put("$ref", "#/channels/" + topic.name() + "/messages/" + message(topic));
        return operation;
    }

    private static ObjectNode message(Topic<?> topic, String title) {
        ObjectNode message = JSON.createObjectNode();
        message.put("name", message(topic)).put("title", title).put("contentType", CloudEvent.CONTENT_TYPE);
        message.put("summary", SpecificData.get().getSchema(topic.value()).getDoc());
        ObjectNode headers = headers(topic);
        if (!headers.path("properties").isEmpty()) {
            message.set("headers", headers);
        }
        message.putObject("payload").put("$ref", "#/components/schemas/" + message(topic));
        ObjectNode binding = message.putObject("bindings").putObject("kafka");
        binding.putObject("key").put("type", "string").put("description", topic.keyDoc());
        binding.put("schemaIdLocation", "payload");
        binding.put("schemaIdPayloadEncoding", "confluent");
        binding.put("schemaLookupStrategy", "TopicNameStrategy");
        binding.put("bindingVersion", KAFKA_BINDING);
        return message;
    }

    private static ObjectNode headers(Topic<?> topic) {
        ObjectNode headers = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        List<String> types = CloudEventTypes.of(topic);
        if (!types.isEmpty()) {
            for (HeaderDoc header : HeaderDoc.ALL) {
                ObjectNode property = properties.putObject(header.name()).put("type", "string");
                property.put("description", header.doc());
            }
            ObjectNode type = (ObjectNode) properties.path(CloudEventHeaders.TYPE);
            types.forEach(type.putArray("enum")::add);
        }
        if (topic.cleanup() == Cleanup.COMPACT && types.isEmpty()) {
            properties
                    .putObject(JournalHeader.NAME)
                    .put("type", "string")
                    .put(
                            "description",
                            "Of tombstones: the journal record at which the value went, topic-partition@offset.");
        }
        return headers;
    }

    /** What Rollcall does with the topic: others write the inputs. */
    private static String verb(Topic<?> topic) {
        return topic.partitions() == Partitions.INPUT ? "receive" : "send";
    }

    private static String message(Topic<?> topic) {
        return topic.value().getSimpleName();
    }
}
