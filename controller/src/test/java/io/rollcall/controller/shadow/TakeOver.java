package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.Revision;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a decider says that is given the end of a recording as its first list. */
final class TakeOver {

    final List<Decision> decisions = new ArrayList<>();
    final List<Revision> revisions = new ArrayList<>();
    final List<Output.RevisionGone> withdrawn = new ArrayList<>();
    final Map<String, Status> statusByName = new TreeMap<>();
    final Map<String, RevisionObserved> recordedRevisions = new TreeMap<>();

    private final Decider decider = new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS);
    private final Instant end;
    private long offset;

    private TakeOver(Instant end) {
        this.end = end;
    }

    static TakeOver of(HistoryJournal history) {
        TakeOver takeOver = new TakeOver(history.end());
        Map<String, Object> last = new TreeMap<>();
        for (HistoryJournal.Timed timed : history.records()) {
            Object body = timed.record().getBody();
            switch (body) {
                case NodeObserved node -> put(last, "1/" + node.getUid(), node.getChange(), body);
                case DaemonSetObserved set -> put(last, "2/" + set.getUid(), set.getChange(), body);
                case RevisionObserved revision -> put(last, "3/" + revision.getUid(), revision.getChange(), body);
                case PodObserved pod -> put(last, "4/" + pod.getUid(), pod.getChange(), body);
                default -> {}
            }
        }
        last.values().forEach(takeOver::append);
        for (ResourceKind kind : List.of(
                ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION)) {
            takeOver.append(new SourceSynced(kind, 1L, 0, 1));
        }
        return takeOver;
    }

    private static void put(Map<String, Object> last, String key, ChangeType change, Object body) {
        if (change == ChangeType.DELETED) {
            last.remove(key);
        } else {
            last.put(key, body);
        }
    }

    private void append(Object body) {
        if (body instanceof RevisionObserved revision) {
            recordedRevisions.put(revision.getNamespace() + "/" + revision.getName(), revision);
        }
        JournalRecord record = new JournalRecord(null, null, body);
        for (Output output : decider.handle(new JournalPosition("journal", 0, offset++), end, record)
                .outputs()) {
            switch (output) {
                case Output.Decided decided -> decisions.add(decided.decision());
                case Output.RevisionMade made -> revisions.add(made.revision());
                case Output.RevisionGone gone -> withdrawn.add(gone);
                case Output.StatusChanged changed ->
                    statusByName.put(
                            changed.status().getDaemonSet().getNamespace() + "/"
                                    + changed.status().getDaemonSet().getName(),
                            changed.status());
                case Output.CommandIssued issued -> {}
                case Output.StatusGone gone -> {}
            }
        }
    }

    /** The decisions, as "ACTION REASON namespace/name node", in order. */
    List<String> decided() {
        return decisions.stream()
                .map(decision -> decision.getAction() + " " + decision.getReason() + " "
                        + decision.getDaemonSet().getNamespace() + "/"
                        + decision.getDaemonSet().getName() + " " + decision.getNode())
                .toList();
    }
}
