package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ChangeType;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the cluster made of the commands: no need was ever met twice, and in the end each is met once. */
final class PodLedger {

    private final List<PodObserved> changes;

    /** Pods are in several partitions, in no order among them; but the cluster numbers all changes. */
    PodLedger(Collection<PodObserved> changes) {
        this.changes = changes.stream()
                .sorted(Comparator.comparingLong(pod -> Long.parseLong(pod.getResourceVersion())))
                .toList();
    }

    static PodLedger of(CommittedLog log) {
        List<PodObserved> changes = new ArrayList<>();
        for (ConsumerRecord<String, PodEvent> event : log.records(TopicCatalogue.POD_EVENTS)) {
            if (event.value().getBody() instanceof PodChange change) {
                changes.add(change.getProjection());
            }
        }
        return new PodLedger(changes);
    }

    void verify() {
        noNeedMetTwice();
        noCommandCarriedOutTwice();
    }

    /** The pods that are there at the end. */
    Collection<PodObserved> finalPods() {
        Map<String, PodObserved> pods = new TreeMap<>();
        for (PodObserved pod : changes) {
            if (pod.getChange() == ChangeType.DELETED) {
                pods.remove(pod.getUid());
            } else {
                pods.put(pod.getUid(), pod);
            }
        }
        return pods.values();
    }

    /** At no moment do two pods of a DaemonSet stand on a node that are not on their way out. */
    private void noNeedMetTwice() {
        Map<String, Set<String>> standing = new HashMap<>();
        for (PodObserved pod : changes) {
            Set<String> onNode = standing.computeIfAbsent(slot(pod), slot -> new TreeSet<>());
            if (pod.getChange() == ChangeType.DELETED || pod.getDeletedAt() != null) {
                onNode.remove(pod.getUid());
            } else {
                onNode.add(pod.getUid());
            }
            assertThat(onNode)
                    .as("pods of %s at resourceVersion %s", slot(pod), pod.getResourceVersion())
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private void noCommandCarriedOutTwice() {
        Map<String, String> podOfCommand = new HashMap<>();
        for (PodObserved pod : changes) {
            String command = pod.getCommandId();
            if (command != null) {
                String before = podOfCommand.putIfAbsent(command, pod.getUid());
                assertThat(before == null ? pod.getUid() : before)
                        .as("the pod that command %s created", command)
                        .isEqualTo(pod.getUid());
            }
        }
    }

    /** DaemonSet and node of a pod. */
    static String slot(PodObserved pod) {
        return (pod.getController() == null ? "nobody" : pod.getController().getUid()) + "/" + pod.getTargetNode();
    }
}
