package io.rollcall.events.serde;

import io.rollcall.events.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Schemas that a topic is read with: as its class has it, or without the whole Kubernetes object. */
final class ReaderSchemas {
    private static final String BODY = "body";
    private static final String OBJECT = "object";

    private ReaderSchemas() {}

    static Schema whole(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.value());
    }

    /** The topic's schema with {@code object} taken out of the kinds of its {@code body}. */
    static Schema withoutObject(Topic<?> topic) {
        Schema envelope = whole(topic);
        Schema.Field body = envelope.getField(BODY);
        if (body == null
                || !body.schema().isUnion()
                || body.schema().getTypes().stream().noneMatch(ReaderSchemas::carriesObject)) {
            return envelope;
        }
        List<Schema> kinds = new ArrayList<>();
        for (Schema kind : body.schema().getTypes()) {
            kinds.add(carriesObject(kind) ? withoutLastField(kind) : kind);
        }
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : envelope.getFields()) {
            fields.add(new Schema.Field(field, field == body ? Schema.createUnion(kinds) : field.schema()));
        }
        return like(envelope, fields);
    }

    /** Gives {@code object} the value that stands for "not there", when the reader schema left it out. */
    static void fillIn(SpecificRecord envelope, Schema reader) {
        Schema.Field body = reader.getField(BODY);
        if (body != null
                && envelope.get(body.pos()) instanceof SpecificRecord kind
                && carriesObject(kind.getSchema())) {
            int object = kind.getSchema().getField(OBJECT).pos();
            if (kind.get(object) == null) {
                kind.put(object, "");
            }
        }
    }

    private static boolean carriesObject(Schema kind) {
        if (kind.getType() != Schema.Type.RECORD) {
            return false;
        }
        Schema.Field object = kind.getField(OBJECT);
        // Only the last field can be left out: the generated class is filled by position.
        return object != null && object.pos() == kind.getFields().size() - 1;
    }

    private static Schema withoutLastField(Schema kind) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : kind.getFields().subList(0, kind.getFields().size() - 1)) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        return like(kind, fields);
    }

    private static Schema like(Schema record, List<Schema.Field> fields) {
        Schema copy = Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
        record.getObjectProps().forEach(copy::addProp);
        return copy;
    }
}
