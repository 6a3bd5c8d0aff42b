package io.rollcall.controller.simulation;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.Taint;
import io.rollcall.events.UpdateStrategyType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects of a simulated cluster, as events first show them. */
final class Drafts {

    static final String HASH = "controller-revision-hash";
    static final String GENERATION = "pod-template-generation";
    static final List<String> NAMES = List.of("agent", "probe", "twin");

    private static final String[][] BUDGETS = {
        {"1", "0"},
        {"1", "0"},
        {"2", "0"},
        {"50%", "0"},
        {"100%", "0"},
        {"0", "1"},
        {"0", "2"},
        {"0", "50%"},
        {"30%", "0"},
        {"3", "0"},
        {"0", "100%"}
    };

    private static final int[] LIMITS = {10, 0, 1, 10, 2};

    private Drafts() {}

    static NodeObserved.Builder node(String name, String uid, int choice) {
        return NodeObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setName(name)
                .setUid(uid)
                .setResourceVersion("1")
                .setLabels(zone(choice))
                .setTaints(choice % 7 == 0 ? taints(choice) : List.of())
                .setReady(true);
    }

    static TreeMap<String, String> zone(int choice) {
        TreeMap<String, String> labels = new TreeMap<>();
        if (choice % 3 != 2) {
            labels.put("zone", choice % 3 == 0 ? "a" : "b");
        }
        return labels;
    }

    static List<Taint> taints(int choice) {
        return switch (choice % 11) {
            case 0 -> List.of(new Taint("dedicated", "", "NoSchedule"));
            case 1 -> List.of(new Taint("dedicated", "", "NoExecute"));
            case 2 -> List.of(new Taint("spare", "", "PreferNoSchedule"));
            case 3 -> List.of(new Taint("dedicated", "gpu", "NoSchedule"), new Taint("zone", "a", "NoExecute"));
            case 4 -> List.of(new Taint("node.kubernetes.io/not-ready", "", "NoExecute"));
            case 5 ->
                List.of(
                        new Taint("node.kubernetes.io/not-ready", "", "NoExecute"),
                        new Taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
            case 6 -> List.of(new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule"));
            case 7 -> List.of(new Taint("node.kubernetes.io/network-unavailable", "", "NoSchedule"));
            default -> List.of();
        };
    }

    /** Label value by which a DaemonSet selects: that of "twin" is also that of "agent". */
    static String app(String name) {
        return name.equals("probe") ? "probe" : "agent";
    }

    static DaemonSetObserved.Builder daemonSet(String name, String uid, int choice) {
        DaemonSetObserved.Builder draft = DaemonSetObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName(name)
                .setUid(uid)
                .setResourceVersion("1")
                .setGeneration(1)
                .setTemplateGeneration(choice % 3 == 0 ? 1L : null)
                .setMinReadySeconds(choice % 4 == 0 ? 5 : 0)
                .setRevisionHistoryLimit(LIMITS[choice % LIMITS.length])
                .setTemplate("")
                .setSelector(selector(app(name)));
        strategy(draft, choice / 4);
        return draft.setTemplate(template(app(name), choice / 32));
    }

    static LabelSelector selector(String app) {
        return LabelSelector.newBuilder()
                .setMatchLabels(new TreeMap<>(Map.of("app", app)))
                .build();
    }

    static String selected(LabelSelector selector) {
        return selector.getMatchLabels().getOrDefault("app", "");
    }

    static void strategy(DaemonSetObserved.Builder draft, int choice) {
        if (choice % 6 == 5) {
            draft.setStrategy(UpdateStrategyType.ON_DELETE)
                    .setMaxUnavailable(null)
                    .setMaxSurge(null);
        } else {
            String[] budget = BUDGETS[choice % BUDGETS.length];
            draft.setStrategy(UpdateStrategyType.ROLLING_UPDATE)
                    .setMaxUnavailable(budget[0])
                    .setMaxSurge(budget[1]);
        }
    }

    static String template(String app, int choice) {
        String where = switch (choice % 13) {
            case 1, 6 -> ",\"nodeSelector\":{\"zone\":\"a\"}";
            case 2 -> affinity("{\"matchExpressions\":[{\"key\":\"zone\",\"operator\":\"NotIn\",\"values\":[\"b\"]}]}");
            case 3 ->
                affinity("{\"matchExpressions\":[{\"key\":\"zone\",\"operator\":\"In\",\"values\":[\"b\"]}]},"
                        + "{\"matchFields\":[{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"n1\"]}]}");
            case 4 -> ",\"nodeName\":\"n2\"";
            case 5 -> ",\"hostNetwork\":true";
            default -> "";
        };
        String tolerations = switch (choice % 7) {
            case 1 -> ",\"tolerations\":[{\"key\":\"dedicated\",\"operator\":\"Exists\"}]";
            case 2 -> ",\"tolerations\":[{\"operator\":\"Exists\"}]";
            case 3 ->
                ",\"tolerations\":[{\"key\":\"dedicated\",\"operator\":\"Equal\",\"value\":\"gpu\",\"effect\":\"NoSchedule\"}]";
            default -> "";
        };
        return "{\"metadata\":{\"labels\":{\"app\":\"" + app
                + "\"}},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"image:" + choice % 3 + "\"}]" + where
                + tolerations + "}}";
    }

    private static String affinity(String terms) {
        return ",\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                + "{\"nodeSelectorTerms\":[" + terms + "]}}}";
    }

    static PodObserved.Builder pod(String name, String uid, Map<String, String> labels, String node) {
        return PodObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName(name)
                .setUid(uid)
                .setResourceVersion("1")
                .setLabels(new TreeMap<>(labels))
                .setNodeName(node)
                .setTargetNode(node)
                .setPhase("Pending");
    }

    /** A new ControllerRevision of the DaemonSet. */
    static RevisionObserved.Builder revision(
            DaemonSetObserved daemonSet, Cluster cluster, String hash, long number, String template) {
        return RevisionObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace(daemonSet.getNamespace())
                .setName(daemonSet.getName() + "-" + hash)
                .setUid(cluster.nextUid("revision"))
                .setResourceVersion(cluster.nextVersion())
                .setLabels(new TreeMap<>(Map.of("app", selected(daemonSet.getSelector()))))
                .setController(owner(daemonSet))
                .setRevision(number)
                .setHash(hash)
                .setTemplate(template);
    }

    static OwnerReference owner(DaemonSetObserved daemonSet) {
        return new OwnerReference("apps/v1", "DaemonSet", daemonSet.getName(), daemonSet.getUid());
    }
}
