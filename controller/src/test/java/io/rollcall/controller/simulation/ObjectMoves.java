package io.rollcall.controller.simulation;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What people and machines do to nodes, DaemonSets and revisions. */
final class ObjectMoves {

    private static final int NODES = 7;

    private final Cluster cluster;

    ObjectMoves(Cluster cluster) {
        this.cluster = cluster;
    }

    void nodeJoins(int pick, int choice) {
        String name = "n" + pick % NODES;
        if (!cluster.nodes.containsKey(name)) {
            cluster.put(Drafts.node(name, cluster.nextUid("node"), choice)
                    .setResourceVersion(cluster.nextVersion())
                    .build());
        }
    }

    void nodeLeaves(int pick) {
        node(pick, cluster::remove);
    }

    /** Deleted and made again under its name; now and then nobody sees it go. */
    void nodeIsReplaced(int pick, int choice) {
        node(pick, node -> {
            if (choice % 2 == 0) {
                cluster.remove(node);
            }
            cluster.put(Drafts.node(node.getName(), cluster.nextUid("node"), choice)
                    .setResourceVersion(cluster.nextVersion())
                    .build());
        });
    }

    void nodeChanges(int pick, Consumer<NodeObserved.Builder> change) {
        node(pick, node -> cluster.change(node, change));
    }

    private void node(int pick, Consumer<NodeObserved> action) {
        NodeObserved node = Cluster.pick(List.copyOf(cluster.nodes.values()), pick);
        if (node != null) {
            action.accept(node);
        }
    }

    void daemonSetApplied(int pick, int choice) {
        String name = Drafts.NAMES.get(pick % Drafts.NAMES.size());
        if (cluster.daemonSets.values().stream()
                .noneMatch(daemonSet -> daemonSet.getName().equals(name))) {
            cluster.put(Drafts.daemonSet(name, cluster.nextUid("ds"), choice)
                    .setResourceVersion(cluster.nextVersion())
                    .build());
        }
    }

    void templateChanged(int pick, int choice) {
        specChanged(pick, spec -> {
            spec.setTemplate(Drafts.template(Drafts.selected(spec.getSelector()), choice));
            if (spec.getTemplateGeneration() != null) {
                spec.setTemplateGeneration(spec.getTemplateGeneration() + 1);
            }
        });
    }

    void strategyChanged(int pick, int choice) {
        specChanged(pick, spec -> Drafts.strategy(spec, choice));
    }

    void minReadyChanged(int pick, int choice) {
        specChanged(pick, spec -> spec.setMinReadySeconds(choice % 3 * 7));
    }

    void selectorChanged(int pick, int choice) {
        specChanged(pick, spec -> {
            String app = choice % 2 == 0 ? "agent" : "probe";
            spec.setSelector(Drafts.selector(app)).setTemplate(Drafts.template(app, choice / 2));
        });
    }

    private void specChanged(int pick, Consumer<DaemonSetObserved.Builder> change) {
        daemonSet(
                pick,
                daemonSet -> cluster.change(daemonSet, next -> {
                    change.accept(next);
                    next.setGeneration(daemonSet.getGeneration() + 1);
                }));
    }

    /** Its status or an annotation was written. */
    void daemonSetTouched(int pick) {
        daemonSet(pick, daemonSet -> cluster.change(daemonSet, next -> {}));
    }

    void daemonSetTerminates(int pick, Instant now) {
        daemonSet(pick, daemonSet -> {
            if (daemonSet.getDeletedAt() == null) {
                cluster.change(daemonSet, next -> next.setDeletedAt(now).setGeneration(daemonSet.getGeneration() + 1));
            }
        });
    }

    void daemonSetDeleted(int pick) {
        daemonSet(pick, cluster::remove);
    }

    /** Deleted with propagation policy Orphan: its pods stay and are nobody's. */
    void daemonSetOrphans(int pick) {
        daemonSet(pick, daemonSet -> {
            for (PodObserved pod : new ArrayList<>(cluster.pods.values())) {
                if (pod.getController() != null && pod.getController().getUid().equals(daemonSet.getUid())) {
                    cluster.change(pod, next -> next.setController(null));
                }
            }
            cluster.remove(daemonSet);
        });
    }

    void daemonSetRecreated(int pick, int choice) {
        daemonSet(pick, daemonSet -> {
            cluster.remove(daemonSet);
            cluster.put(Drafts.daemonSet(daemonSet.getName(), cluster.nextUid("ds"), choice)
                    .setResourceVersion(cluster.nextVersion())
                    .build());
        });
    }

    /** A revision that another controller left. */
    void revisionAppears(int pick, int choice) {
        daemonSet(pick, daemonSet -> {
            String hash = "foreign" + choice % 4;
            String name = daemonSet.getName() + "-" + hash;
            if (cluster.revisionNamed(daemonSet.getNamespace(), name) == null) {
                cluster.put(Drafts.revision(
                                daemonSet,
                                cluster,
                                hash,
                                1 + choice % 5,
                                Drafts.template(Drafts.selected(daemonSet.getSelector()), choice))
                        .build());
            }
        });
    }

    private void daemonSet(int pick, Consumer<DaemonSetObserved> action) {
        DaemonSetObserved daemonSet = Cluster.pick(List.copyOf(cluster.daemonSets.values()), pick);
        if (daemonSet != null) {
            action.accept(daemonSet);
        }
    }
}
