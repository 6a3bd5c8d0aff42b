package io.rollcall.controller.simulation;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Revision;
import io.rollcall.events.RevisionObserved;
import io.rollcall.rules.model.PodTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does with ControllerRevisions what the topic of revisions says, as an obedient cluster would. */
final class RevisionHands {

    private static final int MANY = 2000;

    private final Cluster cluster;
    private int published;

    RevisionHands(Cluster cluster) {
        this.cluster = cluster;
    }

    void publish(Revision wanted) {
        Violation.unless(++published < MANY, "revisions are published without end, the last one is %s", wanted);
        DaemonSetObserved owner = cluster.daemonSets.get(wanted.getDaemonSet().getUid());
        if (owner == null || owner.getDeletedAt() != null) {
            return;
        }
        RevisionObserved present = cluster.revisionNamed(owner.getNamespace(), wanted.getName());
        if (wanted.getReleased()) {
            if (present != null && isOwned(present, owner.getUid())) {
                cluster.change(present, revision -> revision.setController(null));
            }
        } else if (present == null) {
            cluster.put(Drafts.revision(owner, cluster, wanted.getHash(), wanted.getRevision(), wanted.getTemplate())
                    .build());
        } else if (PodTemplate.parse(present.getTemplate()).equals(PodTemplate.parse(wanted.getTemplate()))
                && (isOwned(present, owner.getUid()) || isAdoptable(present, owner))) {
            cluster.change(
                    present,
                    revision -> revision.setController(Drafts.owner(owner)).setRevision(wanted.getRevision()));
        }
    }

    void withdraw(String daemonSetUid, String hash) {
        List<RevisionObserved> owned = cluster.revisions.values().stream()
                .filter(revision -> isOwned(revision, daemonSetUid))
                .toList();
        for (RevisionObserved revision : owned) {
            if (hash.equals(revision.getHash()) || hash.equals(revision.getName())) {
                cluster.remove(revision);
            }
        }
    }

    private static boolean isOwned(@Nullable RevisionObserved revision, String daemonSetUid) {
        return revision != null
                && revision.getController() != null
                && revision.getController().getUid().equals(daemonSetUid);
    }

    private static boolean isAdoptable(RevisionObserved revision, DaemonSetObserved owner) {
        return revision.getController() == null
                && Drafts.selected(owner.getSelector())
                        .equals(revision.getLabels().get("app"));
    }
}
