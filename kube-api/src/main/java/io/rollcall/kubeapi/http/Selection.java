package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.selector.FieldQuery;
import io.rollcall.kubeapi.selector.LabelQuery;
import io.rollcall.kubeapi.selector.LabelQueryParser;

/**
 * Which objects a request is about.
 *
 * @param labels by their labels
 * @param fields by their fields
 */
record Selection(LabelQuery labels, FieldQuery fields) {

    /** The selection of a query; one object when the path names it. */
    static Selection of(ResourceType type, ResourcePath path, Query query) {
        FieldQuery fields = FieldQuery.parse(type, query.text("fieldSelector"));
        return new Selection(
                LabelQueryParser.parse(query.text("labelSelector")),
                path.name().isEmpty() ? fields : fields.and(FieldQuery.named(path.name())));
    }

    /** Whether it is all objects. */
    boolean everything() {
        return labels.requirements().isEmpty() && fields.conditions().isEmpty();
    }

    boolean matches(JsonNode object) {
        return fields.matches(object) && (labels.requirements().isEmpty() || labels.matches(Meta.labels(object)));
    }
}
