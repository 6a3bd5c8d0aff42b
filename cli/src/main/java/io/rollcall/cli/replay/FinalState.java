package io.rollcall.cli.replay;

import io.rollcall.cli.pipeline.Outputs;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.Status;
import io.rollcall.rules.model.WellKnown;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Keeps the last state of pods, revisions and status while a replay goes on. */
final class FinalState {

    private final Map<String, PodObserved> pods = new TreeMap<>();
    private final Map<String, Long> revisions = new TreeMap<>();
    private final Map<String, Status> statuses = new TreeMap<>();

    /** An event was appended to an input topic. */
    void observe(SpecificRecord event) {
        switch (event) {
            case PodEvent e -> {
                if (e.getBody() instanceof PodChange change) {
                    observe(change.getProjection());
                }
            }
            case ControllerRevisionEvent e -> {
                if (e.getBody() instanceof RevisionChange change) {
                    observe(change.getProjection());
                }
            }
            default -> {}
        }
    }

    /** Records were written. */
    void observe(Outputs outputs) {
        for (Outputs.StatusEntry entry : outputs.statuses()) {
            if (entry.status() == null) {
                statuses.remove(entry.daemonSetUid());
            } else {
                statuses.put(entry.daemonSetUid(), entry.status());
            }
        }
    }

    /** The status of each DaemonSet that is there, by namespace and name. */
    Collection<Status> statuses() {
        return statuses.values().stream()
                .sorted(Comparator.comparing(FinalState::name))
                .toList();
    }

    /** The pods of DaemonSets that are there, by namespace and name. */
    List<FinalPod> pods() {
        return pods.values().stream()
                .filter(pod -> pod.getController() != null)
                .sorted(Comparator.comparing(PodObserved::getNamespace).thenComparing(PodObserved::getName))
                .map(this::finalPod)
                .toList();
    }

    static String name(Status status) {
        return status.getDaemonSet().getNamespace() + "/"
                + status.getDaemonSet().getName();
    }

    private void observe(PodObserved pod) {
        OwnerReference controller = pod.getController();
        if (pod.getChange() == ChangeType.DELETED
                || controller == null
                || !controller.getKind().equals("DaemonSet")) {
            pods.remove(pod.getUid());
        } else {
            pods.put(pod.getUid(), pod);
        }
    }

    private void observe(RevisionObserved revision) {
        OwnerReference controller = revision.getController();
        String hash = revision.getLabels().get(WellKnown.REVISION_HASH_LABEL);
        if (controller != null && hash != null && revision.getChange() != ChangeType.DELETED) {
            revisions.put(controller.getUid() + "/" + hash, revision.getRevision());
        }
    }

    private FinalPod finalPod(PodObserved pod) {
        OwnerReference controller = pod.getController();
        String hash = pod.getLabels().getOrDefault(WellKnown.REVISION_HASH_LABEL, "");
        return controller == null
                ? new FinalPod("", 0, pod)
                : new FinalPod(
                        pod.getNamespace() + "/" + controller.getName(),
                        revisions.getOrDefault(controller.getUid() + "/" + hash, 0L),
                        pod);
    }
}
