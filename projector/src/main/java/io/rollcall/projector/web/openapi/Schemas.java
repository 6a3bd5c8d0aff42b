package io.rollcall.projector.web.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import io.rollcall.projector.query.answer.QueryJson;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types of answers as JSON schemas: what is written is what the records have, parts that may be null are left out when they are. */
final class Schemas {

    private static final String FOLDER = "components/schemas";

    private final SchemaBuilder builder;

    Schemas() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        QueryJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.PLAIN_DEFINITION_KEYS);
        config.forFields().withRequiredCheck(field -> !nullable(field)).withPropertyNameOverrideResolver(Schemas::name);
        config.forTypesInGeneral()
                .withSubtypeResolver(Schemas::subtypes)
                .withDefinitionNamingStrategy(new Names())
                .withCustomDefinitionProvider((type, context) -> special(type, context));
        builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the schema of a type. */
    ObjectNode of(Type type) {
        return builder.createSchemaReference(type);
    }

    /** The schemas that references point to. */
    ObjectNode all() {
        return builder.collectDefinitions(FOLDER);
    }

    private static boolean nullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable String name(FieldScope field) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        return property == null ? null : property.value();
    }

    private static @Nullable List<ResolvedType> subtypes(ResolvedType type, SchemaGenerationContext context) {
        Class<?>[] permitted = type.getErasedType().getPermittedSubclasses();
        return permitted == null
                ? null
                : Arrays.stream(permitted)
                        .map(subtype -> context.getTypeContext().resolve(subtype))
                        .toList();
    }

    private static com.github.victools.jsonschema.generator.@Nullable CustomDefinition special(
            ResolvedType type, SchemaGenerationContext context) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        if (type.getErasedType() == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
            schema.put("type", "object");
        } else {
            return null;
        }
        return new com.github.victools.jsonschema.generator.CustomDefinition(schema, true);
    }

    /** {@code NodeEntry}, {@code NodeEntryPage}; letters alone. */
    private static final class Names implements SchemaDefinitionNamingStrategy {
        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            return name(key.getType());
        }

        private static String name(ResolvedType type) {
            return type.getTypeParameters().stream().map(Names::name).collect(Collectors.joining())
                    + type.getErasedType().getSimpleName();
        }
    }
}
