package io.rollcall.rules.eligibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.Taint;
import io.rollcall.rules.model.Toleration;
import java.util.ArrayList;
import java.util.List;

/**
 * The tolerations that every daemon pod gets (semantics 2.5). The NoSchedule variants of not-ready and unreachable are not
 * among them: a node that is not ready keeps its pod and gets no new one.
 */
public final class AutomaticTolerations {

    private static final List<Toleration> ALWAYS = List.of(
            exists("node.kubernetes.io/not-ready", Taint.NO_EXECUTE),
            exists("node.kubernetes.io/unreachable", Taint.NO_EXECUTE),
            exists("node.kubernetes.io/disk-pressure", Taint.NO_SCHEDULE),
            exists("node.kubernetes.io/memory-pressure", Taint.NO_SCHEDULE),
            exists("node.kubernetes.io/pid-pressure", Taint.NO_SCHEDULE),
            exists("node.kubernetes.io/unschedulable", Taint.NO_SCHEDULE));

    private static final Toleration HOST_NETWORK = exists("node.kubernetes.io/network-unavailable", Taint.NO_SCHEDULE);

    private AutomaticTolerations() {}

    /** Those for a pod with or without the host's network, in the order in which they are added. */
    public static List<Toleration> of(boolean hostNetwork) {
        if (!hostNetwork) {
            return ALWAYS;
        }
        List<Toleration> all = new ArrayList<>(ALWAYS);
        all.add(HOST_NETWORK);
        return List.copyOf(all);
    }

    /** The template's tolerations with the automatic ones merged in. */
    public static List<Toleration> merged(PodTemplate template) {
        List<Toleration> merged = new ArrayList<>(template.tolerations());
        for (Toleration automatic : of(template.hostNetwork())) {
            if (!merged.contains(automatic)) {
                merged.add(automatic);
            }
        }
        return List.copyOf(merged);
    }

    /**
     * Merges them into spec.tolerations of a pod: an entry with the same key, operator, value and effect is overwritten in
     * place, by which its tolerationSeconds vanish; others are appended.
     */
    public static void mergeInto(ObjectNode podSpec, boolean hostNetwork) {
        ArrayNode entries =
                podSpec.get("tolerations") instanceof ArrayNode present ? present : podSpec.putArray("tolerations");
        for (Toleration automatic : of(hostNetwork)) {
            ObjectNode entry = JsonNodeFactory.instance
                    .objectNode()
                    .put("effect", automatic.effect())
                    .put("key", automatic.key())
                    .put("operator", automatic.operator());
            boolean overwritten = false;
            for (int i = 0; i < entries.size(); i++) {
                if (same(entries.get(i), automatic)) {
                    entries.set(i, entry);
                    overwritten = true;
                    break;
                }
            }
            if (!overwritten) {
                entries.add(entry);
            }
        }
    }

    private static boolean same(JsonNode entry, Toleration toleration) {
        return entry.path("key").asText("").equals(toleration.key())
                && entry.path("operator").asText("").equals(toleration.operator())
                && entry.path("value").asText("").equals(toleration.value())
                && entry.path("effect").asText("").equals(toleration.effect());
    }

    private static Toleration exists(String key, String effect) {
        return new Toleration(key, "Exists", "", effect);
    }
}
