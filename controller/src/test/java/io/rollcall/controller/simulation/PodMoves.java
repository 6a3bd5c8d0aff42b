package io.rollcall.controller.simulation;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.revision.TemplateHash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What kubelets, people and bad luck do to pods. */
final class PodMoves {

    private final Cluster cluster;

    PodMoves(Cluster cluster) {
        this.cluster = cluster;
    }

    static boolean isTerminal(PodObserved pod) {
        return pod.getPhase().equals("Failed") || pod.getPhase().equals("Succeeded");
    }

    /** Whether it could become Ready. */
    static boolean isStarting(PodObserved pod) {
        return !pod.getReady() && !isTerminal(pod) && pod.getDeletedAt() == null;
    }

    void ready(int pick, int choice, Instant now) {
        act(pick, PodMoves::isStarting, pod -> ready(pod, choice, now));
    }

    /** Now and then the node's clock is wrong. */
    void ready(PodObserved pod, int choice, Instant now) {
        Instant since = switch (choice % 10) {
            case 0 -> now.minusSeconds(3600);
            case 1 -> pod.getController() == null ? now : now.plusSeconds(3600);
            default -> now;
        };
        cluster.change(
                pod,
                next -> next.setPhase("Running")
                        .setNodeName(pod.getTargetNode())
                        .setReady(true)
                        .setReadySince(since));
    }

    void unready(int pick) {
        act(
                pick,
                PodObserved::getReady,
                pod -> cluster.change(pod, next -> next.setReady(false).setReadySince(null)));
    }

    void ends(int pick, String phase) {
        act(
                pick,
                pod -> !isTerminal(pod),
                pod -> cluster.change(
                        pod, next -> next.setPhase(phase).setReady(false).setReadySince(null)));
    }

    void bound(int pick) {
        act(
                pick,
                pod -> pod.getNodeName() == null,
                pod -> cluster.change(pod, next -> next.setNodeName(pod.getTargetNode())));
    }

    /** By hand: it terminates, or it is forced and nobody sees it terminate. */
    void deleted(int pick, int choice, Instant now) {
        if (choice % 3 == 0) {
            act(pick, pod -> true, cluster::remove);
        } else {
            act(pick, pod -> pod.getDeletedAt() == null, pod -> cluster.change(pod, next -> next.setDeletedAt(now)));
        }
    }

    void gone(int pick) {
        act(pick, pod -> pod.getDeletedAt() != null, cluster::remove);
    }

    void relabelled(int pick, int choice) {
        String app = List.of("agent", "probe", "debug").get(choice % 3);
        act(pick, pod -> true, pod -> {
            TreeMap<String, String> labels = new TreeMap<>(pod.getLabels());
            labels.put("app", app);
            cluster.change(pod, next -> next.setLabels(labels));
        });
    }

    /** A pod without a controller, be it of a node that does not exist. Some are of a template that is there. */
    void orphanAppears(int pick, int choice, Instant now) {
        TreeMap<String, String> labels = new TreeMap<>(Map.of("app", choice % 2 == 0 ? "agent" : "probe"));
        DaemonSetObserved like = Cluster.pick(List.copyOf(cluster.daemonSets.values()), choice);
        if (like != null && choice % 3 == 0) {
            labels.put(Drafts.HASH, TemplateHash.of(PodTemplate.parse(like.getTemplate()), null));
        }
        if (choice % 5 == 0) {
            labels.put(Drafts.GENERATION, "1");
        }
        String uid = cluster.nextUid("orphan");
        boolean runs = choice % 4 != 3;
        cluster.put(Drafts.pod(uid, uid, labels, "n" + pick % 8)
                .setCreatedAt(now)
                .setPhase(runs ? "Running" : "Pending")
                .setReady(runs)
                .setReadySince(runs ? now : null)
                .setResourceVersion(cluster.nextVersion())
                .build());
    }

    private void act(int pick, Predicate<PodObserved> which, Consumer<PodObserved> action) {
        PodObserved pod = cluster.pod(pick, which);
        if (pod != null) {
            action.accept(pod);
        }
    }
}
