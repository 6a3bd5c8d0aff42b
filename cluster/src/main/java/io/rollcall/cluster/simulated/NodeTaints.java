package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.rules.model.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The taints that follow from a node's conditions and from cordoning (semantics 2.5). Only a change of these sets or takes away
 * its taints, so taints that people set by hand stay.
 */
final class NodeTaints {

    private static final String PREFIX = "node.kubernetes.io/";

    private NodeTaints() {}

    /**
     * What a change of a node does to its taints.
     *
     * @param added taints that come
     * @param removed taints that go
     */
    record Difference(List<Taint> added, List<Taint> removed) {

        void applyTo(ObjectNode node, Instant since) {
            ObjectNode spec = Meta.child(node, "spec");
            ArrayNode taints = spec.get("taints") instanceof ArrayNode present ? present : spec.putArray("taints");
            for (int i = taints.size() - 1; i >= 0; i--) {
                JsonNode entry = taints.get(i);
                if (removed.stream().anyMatch(taint -> matches(entry, taint))) {
                    taints.remove(i);
                }
            }
            for (Taint taint : added) {
                boolean there = false;
                for (JsonNode entry : taints) {
                    there |= matches(entry, taint);
                }
                if (!there) {
                    taints.addObject()
                            .put("key", taint.key())
                            .put("effect", taint.effect())
                            .put("timeAdded", Meta.time(since));
                }
            }
            if (taints.isEmpty()) {
                spec.remove("taints");
            }
        }

        private static boolean matches(JsonNode entry, Taint taint) {
            return entry.path("key").asText("").equals(taint.key())
                    && entry.path("effect").asText("").equals(taint.effect());
        }
    }

    /** What this change of a node does to its taints; empty when nothing. */
    static Optional<Difference> difference(Change change) {
        List<Taint> before = of(change.before());
        List<Taint> after = of(change.object());
        if (before.equals(after)) {
            return Optional.empty();
        }
        List<Taint> added = new ArrayList<>(after);
        added.removeAll(before);
        List<Taint> removed = new ArrayList<>(before);
        removed.removeAll(after);
        return Optional.of(new Difference(added, removed));
    }

    private static List<Taint> of(@Nullable ObjectNode node) {
        List<Taint> taints = new ArrayList<>();
        if (node == null) {
            return taints;
        }
        if (node.path("spec").path("unschedulable").asBoolean(false)) {
            taints.add(taint("unschedulable", Taint.NO_SCHEDULE));
        }
        switch (Conditions.status(node, "Ready")) {
            case "False" -> {
                taints.add(taint("not-ready", Taint.NO_SCHEDULE));
                taints.add(taint("not-ready", Taint.NO_EXECUTE));
            }
            case "Unknown" -> {
                taints.add(taint("unreachable", Taint.NO_SCHEDULE));
                taints.add(taint("unreachable", Taint.NO_EXECUTE));
            }
            default -> {}
        }
        addIfTrue(taints, node, "MemoryPressure", "memory-pressure");
        addIfTrue(taints, node, "DiskPressure", "disk-pressure");
        addIfTrue(taints, node, "PIDPressure", "pid-pressure");
        addIfTrue(taints, node, "NetworkUnavailable", "network-unavailable");
        return taints;
    }

    private static void addIfTrue(List<Taint> taints, ObjectNode node, String condition, String key) {
        if (Conditions.status(node, condition).equals("True")) {
            taints.add(taint(key, Taint.NO_SCHEDULE));
        }
    }

    private static Taint taint(String key, String effect) {
        return new Taint(PREFIX + key, "", effect);
    }
}
