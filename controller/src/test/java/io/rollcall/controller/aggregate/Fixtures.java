package io.rollcall.controller.aggregate;

import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.Taint;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.revision.TemplateHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Nodes, pods and DaemonSets as events. */
final class Fixtures {

    static final String APP = "app";
    static final String DS = "ds-uid";

    private Fixtures() {}

    static Fixture nodes(int count) {
        return scenario -> {
            for (int i = 0; i < count; i++) {
                scenario.append(node("node-" + i).build());
            }
        };
    }

    static Fixture node(String name, Consumer<NodeObserved.Builder> change) {
        return scenario -> {
            NodeObserved.Builder node = node(name);
            change.accept(node);
            node.setResourceVersion(Integer.toString(scenario.nextVersion()));
            scenario.append(node.build());
        };
    }

    static Fixture labelled(String name, String... keysAndValues) {
        return node(name, node -> node.setLabels(labels(keysAndValues)));
    }

    static Fixture tainted(String name, String key, String effect) {
        return node(name, node -> node.setTaints(List.of(new Taint(key, "", effect))));
    }

    static Fixture nodeGone(String name) {
        return node(name, node -> node.setChange(ChangeType.DELETED));
    }

    static Fixture daemonSet(Consumer<DaemonSetObserved.Builder> change) {
        return scenario -> {
            DaemonSetObserved.Builder daemonSet = plainDaemonSet();
            change.accept(daemonSet);
            daemonSet.setResourceVersion(Integer.toString(scenario.nextVersion()));
            scenario.append(daemonSet.build());
        };
    }

    /** The DaemonSet with another image: a rollout, as a new generation. */
    static Fixture image(String image, long generation, String maxUnavailable) {
        return daemonSet(ds ->
                ds.setGeneration(generation).setTemplate(template(image, "")).setMaxUnavailable(maxUnavailable));
    }

    static Fixture daemonSet() {
        return daemonSet(daemonSet -> {});
    }

    static DaemonSetObserved.Builder plainDaemonSet() {
        return DaemonSetObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName("agent")
                .setUid(DS)
                .setResourceVersion("1")
                .setGeneration(1)
                .setSelector(LabelSelector.newBuilder()
                        .setMatchLabels(labels(APP, "agent"))
                        .build())
                .setTemplate(template("image:1", ""))
                .setStrategy(UpdateStrategyType.ROLLING_UPDATE)
                .setMaxUnavailable("1")
                .setMaxSurge("0");
    }

    /** A template; {@code spec} is more of its spec, as JSON members. */
    static String template(String image, String spec) {
        return "{\"metadata\":{\"labels\":{\"app\":\"agent\"}},\"spec\":{\"containers\":[{\"name\":\"agent\",\"image\":\""
                + image + "\"}]" + (spec.isEmpty() ? "" : "," + spec) + "}}";
    }

    /** The plain template with another value of the label that is selected. */
    static String templateOf(String app) {
        return template("image:1", "").replace("\"app\":\"agent\"", "\"app\":\"" + app + "\"");
    }

    static NodeObserved.Builder node(String name) {
        return NodeObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setName(name)
                .setUid("uid-of-" + name)
                .setResourceVersion("1")
                .setLabels(new TreeMap<>())
                .setReady(true);
    }

    static PodObserved.Builder pod(String name, String uid, String namespace, Map<String, String> labels) {
        return PodObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace(namespace)
                .setName(name)
                .setUid(uid)
                .setResourceVersion("1")
                .setLabels(labels)
                .setPhase("Pending");
    }

    /** An own pod of the plain template, bound, Running and Ready since long. */
    static PodObserved.Builder ownPod(String name, String node) {
        String hash = TemplateHash.of(PodTemplate.parse(template("image:1", "")), null);
        return oldPod(name, node).setLabels(labels(APP, "agent", "controller-revision-hash", hash));
    }

    /** As an own pod, but of no revision that is known. */
    static PodObserved.Builder oldPod(String name, String node) {
        return pod(name, "uid-of-" + name, "default", labels(APP, "agent"))
                .setController(owner("agent", DS))
                .setNodeName(node)
                .setTargetNode(node)
                .setPhase("Running")
                .setReady(true)
                .setReadySince(Instant.parse("2026-11-20T09:00:00Z"))
                .setCreatedAt(Instant.parse("2026-11-20T09:00:00Z"));
    }

    static Fixture pods(int count, String node) {
        return scenario -> {
            for (int i = 0; i < count; i++) {
                scenario.observe(ownPod(node + "-pod-" + i, node).build());
            }
        };
    }

    static Fixture pod(PodObserved.Builder pod) {
        return scenario -> scenario.observe(pod.build());
    }

    /** One old pod on each node, available. */
    static Fixture oldPodOnEach(int nodes) {
        return scenario -> {
            for (int i = 0; i < nodes; i++) {
                scenario.observe(oldPod("old-" + i, "node-" + i).build());
            }
        };
    }

    /** Pods that no DaemonSet selects. */
    static Fixture foreignPods(int count, String node) {
        return scenario -> {
            for (int i = 0; i < count; i++) {
                scenario.observe(pod(node + "-other-" + i, "uid-other-" + node + i, "default", labels(APP, "other"))
                        .setNodeName(node)
                        .setTargetNode(node)
                        .build());
            }
        };
    }

    static OwnerReference owner(String name, String uid) {
        return new OwnerReference("apps/v1", "DaemonSet", name, uid);
    }

    static TreeMap<String, String> labels(String... keysAndValues) {
        TreeMap<String, String> labels = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            labels.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return labels;
    }

    static List<String> nodeNames(int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            names.add("node-" + i);
        }
        return names;
    }
}
