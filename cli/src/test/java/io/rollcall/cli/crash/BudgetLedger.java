package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.PodObserved;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How many nodes each DaemonSet was without an available pod by the controller's own doing. Follows each partition of the journal
 * with what was decided at each record: a deletion of an available pod takes its node away from that moment on, until another pod
 * is seen available on it.
 */
final class BudgetLedger {

    private final int nodes;
    private final Map<Integer, List<ConsumerRecord<String, JournalRecord>>> journal = new TreeMap<>();
    private final Map<Place, List<Decision>> decided = new HashMap<>();

    private record Place(int partition, long offset) {}

    /**
     * Journal and decisions.
     *
     * @param nodes how many nodes each DaemonSet runs on, all the time
     */
    BudgetLedger(List<ConsumerRecord<String, JournalRecord>> records, List<Decision> decisions, int nodes) {
        this.nodes = nodes;
        for (ConsumerRecord<String, JournalRecord> record : records) {
            journal.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
                    .add(record);
        }
        for (Decision decision : decisions) {
            Place place = new Place(
                    decision.getJournal().getPartition(), decision.getJournal().getOffset());
            decided.computeIfAbsent(place, empty -> new ArrayList<>()).add(decision);
        }
    }

    static BudgetLedger of(CommittedLog log, int nodes) {
        return new BudgetLedger(
                log.records(TopicCatalogue.JOURNAL),
                log.records(TopicCatalogue.DECISIONS).stream()
                        .map(ConsumerRecord::value)
                        .toList(),
                nodes);
    }

    /**
     * The most nodes that a DaemonSet was without by a deletion.
     *
     * @param maxUnavailable how many it may be
     */
    int verify(int maxUnavailable) {
        int most = 0;
        for (List<ConsumerRecord<String, JournalRecord>> partition : journal.values()) {
            Map<String, Seen> daemonSets = new HashMap<>();
            for (ConsumerRecord<String, JournalRecord> record : partition) {
                if (record.value().getBody() instanceof PodObserved pod && pod.getController() != null) {
                    daemonSets
                            .computeIfAbsent(pod.getController().getUid(), uid -> new Seen())
                            .observe(pod);
                }
                for (Decision decision :
                        decided.getOrDefault(new Place(record.partition(), record.offset()), List.of())) {
                    Seen seen =
                            daemonSets.computeIfAbsent(decision.getDaemonSet().getUid(), uid -> new Seen());
                    if (decision.getAction() == ActionType.DELETE && seen.takes(decision)) {
                        int without = nodes - seen.nodesServed();
                        assertThat(without)
                                .as(
                                        "nodes without an available pod of %s after decision %s",
                                        decision.getDaemonSet().getName(), decision.getDecisionId())
                                .isLessThanOrEqualTo(maxUnavailable);
                        most = Math.max(most, without);
                    }
                }
            }
        }
        return most;
    }

    /** The available pods of a DaemonSet, as the journal has shown them. */
    private static final class Seen {

        private final Map<String, String> nodeOfAvailable = new HashMap<>();
        private final Set<String> doomed = new HashSet<>();

        void observe(PodObserved pod) {
            boolean available = pod.getChange() != ChangeType.DELETED && pod.getDeletedAt() == null && pod.getReady();
            if (available && !doomed.contains(pod.getUid())) {
                nodeOfAvailable.put(pod.getUid(), String.valueOf(pod.getTargetNode()));
            } else {
                nodeOfAvailable.remove(pod.getUid());
            }
        }

        /** Whether a deletion takes an available pod away. */
        boolean takes(Decision deletion) {
            String uid = String.valueOf(deletion.getPodUid());
            doomed.add(uid);
            return nodeOfAvailable.remove(uid) != null;
        }

        int nodesServed() {
            return new HashSet<>(nodeOfAvailable.values()).size();
        }
    }
}
