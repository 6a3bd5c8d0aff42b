package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Matrix.Layout;
import io.rollcall.projector.matrix.Matrix.Property;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.Taint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what nodes have in common. Pure. */
final class LayoutWriter {

    /** A label with more values groups nothing that a person would look at. */
    private static final int MOST_VALUES = 200;

    private LayoutWriter() {}

    static Layout write(List<NodeFacts> nodes) {
        List<Property> properties = new ArrayList<>();
        properties.add(property("condition", "", nodes, LayoutWriter::condition));
        properties.add(property("taint", "", nodes, LayoutWriter::taints));
        TreeSet<String> keys = new TreeSet<>();
        nodes.forEach(node -> keys.addAll(node.labels().keySet()));
        for (String key : keys) {
            Property label = property("label", key, nodes, node -> node.labels().getOrDefault(key, ""));
            int values = label.values().size();
            if (values <= MOST_VALUES && (values < nodes.size() || nodes.size() == 1)) {
                properties.add(label);
            }
        }
        return new Layout(nodes.stream().map(NodeFacts::name).toList(), List.copyOf(properties));
    }

    private static Property property(String kind, String key, List<NodeFacts> nodes, Function<NodeFacts, String> of) {
        Map<String, Integer> values = new LinkedHashMap<>();
        int[] indexes = new int[nodes.size()];
        for (int i = 0; i < indexes.length; i++) {
            String value = of.apply(nodes.get(i));
            indexes[i] = values.computeIfAbsent(value, fresh -> values.size());
        }
        return new Property(kind, key, List.copyOf(values.keySet()), indexes);
    }

    private static String condition(NodeFacts node) {
        return (node.ready() ? "Ready" : "NotReady") + (node.unschedulable() ? ", cordoned" : "");
    }

    private static String taints(NodeFacts node) {
        return node.taints().stream()
                .sorted(Comparator.comparing(Taint::text))
                .map(Taint::text)
                .collect(Collectors.joining(", "));
    }
}
