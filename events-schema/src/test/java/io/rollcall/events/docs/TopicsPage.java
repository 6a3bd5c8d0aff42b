package io.rollcall.events.docs;

import io.rollcall.events.cloudevents.CloudEventTypes;
import io.rollcall.events.topics.Cleanup;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The reference of all topics in Markdown: a table of them, each with its fields, then every type that fields have. */
final class TopicsPage {

    /** Named types that fields have, by name. */
    private final Map<String, Schema> types = new TreeMap<>();

    private TopicsPage() {}

    /** From the heading {@code ## All topics} to the end. */
    static String generated() {
        return new TopicsPage().write();
    }

    private String write() {
        StringBuilder page = new StringBuilder("## All topics\n");
        page.append("| topic | value | key | kept | headers |\n| --- | --- | --- | --- | --- |\n");
        for (Topic<?> topic : TopicCatalogue.all()) {
            String name = topic.value().getSimpleName();
            page.append("| [`%s`](#%s) | `%s` | %s | %s | %s |\n"
                    .formatted(
                            topic.name(),
                            topic.name(),
                            name,
                            text(topic.keyDoc()),
                            kept(topic),
                            CloudEventTypes.of(topic).isEmpty() ? "" : "CloudEvents"));
        }
        for (Topic<?> topic : TopicCatalogue.all()) {
            page.append("\n## ")
                    .append(topic.name())
                    .append('\n')
                    .append(topic.doc())
                    .append('\n');
            page.append("\n- Key: ").append(text(topic.keyDoc())).append('\n');
            page.append("- Kept: ").append(kept(topic)).append('\n');
            page.append("- Partitions: ")
                    .append(
                            switch (topic.partitions()) {
                                case INPUT -> "`--input-partitions`";
                                case JOURNAL -> "`--journal-partitions`, fixed for the journal's life";
                                case OUTPUT -> "`--output-partitions`";
                            })
                    .append('\n');
            page.append("- Compression: `%s`; largest batch: %,d bytes\n"
                    .formatted(topic.partitions().compression(), topic.maxMessageBytes()));
            if (!CloudEventTypes.of(topic).isEmpty()) {
                page.append("- `ce_type`: ")
                        .append(CloudEventTypes.of(topic).stream()
                                .map(type -> "`" + type + "`")
                                .collect(Collectors.joining(", ")))
                        .append('\n');
            }
            fields(page, SpecificData.get().getSchema(topic.value()), "### ");
        }
        page.append("\n## Types of fields\n");
        int written = -1;
        Map<String, Schema> done = new TreeMap<>();
        StringBuilder sections = new StringBuilder();
        // Fields of types bring more types.
        while (written != types.size()) {
            written = types.size();
            sections.setLength(0);
            for (Schema type : new TreeMap<>(types).values()) {
                done.put(type.getName(), type);
                if (type.getType() == Schema.Type.ENUM) {
                    sections.append("\n### ")
                            .append(type.getName())
                            .append('\n')
                            .append(type.getDoc())
                            .append("\n\n");
                    sections.append(type.getEnumSymbols().stream()
                                    .map(symbol -> "`" + symbol + "`")
                                    .collect(Collectors.joining(", ")))
                            .append('\n');
                } else {
                    fields(sections, type, "### ");
                }
            }
        }
        return page.append(sections).toString();
    }

    private void fields(StringBuilder page, Schema schema, String heading) {
        page.append('\n')
                .append(heading)
                .append(schema.getName())
                .append('\n')
                .append(schema.getDoc())
                .append('\n');
        if (schema.getFields().isEmpty()) {
            return;
        }
        page.append("\n| field | type | default | what it is |\n| --- | --- | --- | --- |\n");
        for (Schema.Field field : schema.getFields()) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(field.name(), type(field.schema()), defaultValue(field), text(field.doc())));
        }
    }

    private String type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().map(this::type).collect(Collectors.joining(" or "));
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case RECORD, ENUM -> {
                types.put(schema.getName(), schema);
                yield "[`%s`](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(java.util.Locale.ROOT));
            }
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED ->
                schema.getLogicalType() == null
                        ? schema.getType().getName()
                        : schema.getLogicalType().getName();
        };
    }

    private static String defaultValue(Schema.Field field) {
        if (!field.hasDefaultValue()) {
            return "";
        }
        String value = String.valueOf(field.defaultVal());
        if (value.startsWith("org.apache.avro.JsonProperties$Null")) {
            return "null";
        }
        return value.isEmpty() ? "empty" : "`" + value + "`";
    }

    private static String kept(Topic<?> topic) {
        return topic.cleanup() == Cleanup.COMPACT ? "compacted" : "for ever";
    }

    /** Text in a cell: what Markdown would take for a tag or a column is none. */
    private static String text(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }
}
