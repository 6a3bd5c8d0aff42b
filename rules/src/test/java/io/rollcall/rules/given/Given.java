package io.rollcall.rules.given;

import io.rollcall.rules.model.IntOrPercent;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.Taint;
import io.rollcall.rules.model.UpdateStrategy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Words for the worlds of tests: nodes, templates, times. */
public final class Given {

    /** The hash of the current revision in tests. */
    public static final String CURRENT = "current";

    private static final Instant ZERO = Instant.parse("2026-01-01T10:00:00Z");

    private Given() {}

    /** So many seconds into the test. */
    public static Instant at(long seconds) {
        return ZERO.plusSeconds(seconds);
    }

    /** Labels from keys and values. */
    public static SortedMap<String, String> labels(String... keysAndValues) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            labels.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return labels;
    }

    public static NodeFacts node(String name, String... labels) {
        return new NodeFacts(name, "uid-" + name, labels(labels), List.of(), false, true);
    }

    public static NodeFacts tainted(NodeFacts node, String... taints) {
        List<Taint> parsed = Arrays.stream(taints).map(Given::taint).toList();
        return new NodeFacts(node.name(), node.uid(), node.labels(), parsed, node.unschedulable(), node.ready());
    }

    /** From {@code key=value:effect} or {@code key:effect}. */
    public static Taint taint(String text) {
        int colon = text.lastIndexOf(':');
        int equals = text.indexOf('=');
        String key = text.substring(0, equals < 0 ? colon : equals);
        String value = equals < 0 ? "" : text.substring(equals + 1, colon);
        return new Taint(key, value, text.substring(colon + 1));
    }

    /** A template with one container and these fields of the spec, written with single quotes. */
    public static PodTemplate template(String... specFields) {
        String spec = String.join(",", specFields);
        return PodTemplate.parse(json("{'metadata':{'labels':{'app':'agent'}},'spec':{'containers':[{'name':'agent',"
                + "'image':'agent:1'}]" + (spec.isEmpty() ? "" : "," + spec) + "}}"));
    }

    /** A template whose required affinity has this value of nodeSelectorTerms. */
    public static PodTemplate withTerms(String terms) {
        return template(
                "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':"
                        + terms + "}}}");
    }

    /** JSON from text with single quotes. */
    public static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    /** The selector of {@link #template}. */
    public static LabelSelector selector() {
        return new LabelSelector(labels("app", "agent"), List.of());
    }

    public static UpdateStrategy.RollingUpdate rolling(String maxUnavailable, String maxSurge) {
        return new UpdateStrategy.RollingUpdate(IntOrPercent.parse(maxUnavailable), IntOrPercent.parse(maxSurge));
    }
}
