package io.rollcall.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in a pod template, with its path for messages. Absent and null are the same; a value of the wrong type is an error
 * that names the path.
 */
record TemplateField(String path, JsonNode node) {

    static TemplateField root(JsonNode template) {
        return new TemplateField("", template);
    }

    TemplateField field(String name) {
        if (absent()) {
            return this;
        }
        require(node.isObject(), "an object");
        JsonNode child = node.get(name);
        return new TemplateField(
                path.isEmpty() ? name : path + "." + name, child == null ? MissingNode.getInstance() : child);
    }

    String text() {
        if (absent()) {
            return "";
        }
        require(node.isTextual(), "text");
        return node.textValue();
    }

    boolean flag() {
        if (absent()) {
            return false;
        }
        require(node.isBoolean(), "true or false");
        return node.booleanValue();
    }

    SortedMap<String, String> textMap() {
        TreeMap<String, String> map = new TreeMap<>();
        if (!absent()) {
            require(node.isObject(), "an object");
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                map.put(entry.getKey(), field(entry.getKey()).text());
            }
        }
        return Collections.unmodifiableSortedMap(map);
    }

    List<Toleration> tolerations() {
        List<Toleration> tolerations = new ArrayList<>();
        for (TemplateField entry : elements()) {
            tolerations.add(new Toleration(
                    entry.field("key").text(),
                    entry.field("operator").text(),
                    entry.field("value").text(),
                    entry.field("effect").text()));
        }
        return List.copyOf(tolerations);
    }

    Optional<NodeSelector> nodeSelector() {
        if (absent()) {
            return Optional.empty();
        }
        List<NodeSelector.Term> terms = new ArrayList<>();
        for (TemplateField term : field("nodeSelectorTerms").elements()) {
            terms.add(new NodeSelector.Term(
                    term.field("matchExpressions").requirements(),
                    term.field("matchFields").requirements()));
        }
        return Optional.of(new NodeSelector(terms));
    }

    private List<Requirement> requirements() {
        List<Requirement> requirements = new ArrayList<>();
        for (TemplateField entry : elements()) {
            List<String> values = new ArrayList<>();
            for (TemplateField value : entry.field("values").elements()) {
                values.add(value.text());
            }
            requirements.add(new Requirement(
                    entry.field("key").text(), entry.field("operator").text(), values));
        }
        return requirements;
    }

    private List<TemplateField> elements() {
        List<TemplateField> elements = new ArrayList<>();
        if (!absent()) {
            require(node.isArray(), "a list");
            for (int i = 0; i < node.size(); i++) {
                elements.add(new TemplateField(path + "[" + i + "]", node.get(i)));
            }
        }
        return elements;
    }

    private boolean absent() {
        return node.isMissingNode() || node.isNull();
    }

    private void require(boolean right, String expected) {
        if (!right) {
            throw new InvalidTemplateException("field " + path + " of the pod template must be " + expected + ", found "
                    + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
    }
}
