package io.rollcall.controller.simulation;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
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
        {"1", "0"}, {"1", "0"}, {"2", "0"}, {"50%", "0"}, {"100%", "0"}, {"0", "1"}, {"0", "2"}, {"0", "50%"}
    };

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
        return switch (choice % 4) {
            case 0 -> List.of(new Taint("dedicated", "", "NoSchedule"));
            case 1 -> List.of(new Taint("dedicated", "", "NoExecute"));
            case 2 -> List.of(new Taint("spare", "", "PreferNoSchedule"));
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
        String selector = choice % 5 == 1 ? ",\"nodeSelector\":{\"zone\":\"a\"}" : "";
        String tolerations =
                choice % 7 == 1 ? ",\"tolerations\":[{\"key\":\"dedicated\",\"operator\":\"Exists\"}]" : "";
        return "{\"metadata\":{\"labels\":{\"app\":\"" + app
                + "\"}},\"spec\":{\"containers\":[{\"name\":\"main\",\"image\":\"image:" + choice % 3 + "\"}]"
                + selector + tolerations + "}}";
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

    static OwnerReference owner(DaemonSetObserved daemonSet) {
        return new OwnerReference("apps/v1", "DaemonSet", daemonSet.getName(), daemonSet.getUid());
    }
}
