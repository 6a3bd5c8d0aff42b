package io.rollcall.controller.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.Status;
import io.rollcall.events.UpdateStrategyType;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a DaemonSet comes to when nothing happens any more: naive, node by node, from the objects of the cluster alone. It shares no code
 * with what it judges, eligibility included ({@link ModelEligibility}); what it says is in semantics 2.1, 4.4, 5.3, 6, 7.2 and 8.1.
 */
final class Model {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster;
    private final DaemonSetObserved daemonSet;
    private final Status status;
    private final JsonNode template;

    Model(Cluster cluster, DaemonSetObserved daemonSet, Status status) {
        this.cluster = cluster;
        this.daemonSet = daemonSet;
        this.status = status;
        this.template = parse(daemonSet.getTemplate());
    }

    /** Compares a cluster at rest with the model. A DaemonSet that is being deleted is left alone (semantics 4.1). */
    static void check(Cluster cluster, DaemonSetObserved daemonSet, Status status) {
        Model model = new Model(cluster, daemonSet, status);
        model.nodes();
        model.ownership();
        model.revisions();
    }

    private void nodes() {
        int desired = 0;
        int current = 0;
        int misscheduled = 0;
        int updated = 0;
        TreeMap<String, Integer> reasons = new TreeMap<>();
        for (NodeObserved node : cluster.nodes.values()) {
            ModelEligibility eligibility = ModelEligibility.of(template.path("spec"), node);
            List<PodObserved> pods = podsOn(node.getName());
            int most = eligibility.staysThere() ? 1 : 0;
            int least = eligibility.shouldRun() ? 1 : 0;
            same(least <= pods.size() && pods.size() <= most, "pods on " + node.getName(), eligibility, pods);
            if (eligibility.shouldRun()) {
                desired++;
                current += pods.size();
                PodObserved pod = pods.get(0);
                same(pod.getReady() && pod.getDeletedAt() == null, "a live pod on " + node.getName(), true, pod);
                boolean mayBeOld = daemonSet.getStrategy() == UpdateStrategyType.ON_DELETE;
                same(mayBeOld || isUpdated(pod), "a pod of the template on " + node.getName(), daemonSet, pod);
                updated += isUpdated(pod) ? 1 : 0;
            } else {
                misscheduled += pods.size();
                reasons.merge(eligibility.obstacle(), 1, Integer::sum);
            }
        }
        same("desired", desired, status.getDesiredNumberScheduled());
        same("current", current, status.getCurrentNumberScheduled());
        same("misscheduled", misscheduled, status.getNumberMisscheduled());
        same("ready", current, status.getNumberReady());
        same("available", current, status.getNumberAvailable());
        same("unavailable", desired - current, status.getNumberUnavailable());
        same("updated", updated, status.getUpdatedNumberScheduled());
        same("observedGeneration", daemonSet.getGeneration(), status.getObservedGeneration());
        same("reasons", reasons, new TreeMap<>(status.getReasons()));
    }

    private List<PodObserved> podsOn(String node) {
        return cluster.pods.values().stream()
                .filter(pod -> isOwned(pod) && node.equals(pod.getTargetNode()))
                .toList();
    }

    private boolean isOwned(PodObserved pod) {
        return pod.getController() != null && pod.getController().getUid().equals(daemonSet.getUid());
    }

    /** By its hash, or by the generation of the template (semantics 3.5); that the hash is the template's is looked at by itself. */
    private boolean isUpdated(PodObserved pod) {
        Long generation = daemonSet.getTemplateGeneration();
        return status.getRevisionHash().equals(pod.getLabels().get(Drafts.HASH))
                || (generation != null
                        && generation.toString().equals(pod.getLabels().get(Drafts.GENERATION)));
    }

    /** Every pod of an existing node that is selected is owned, and only those are. */
    private void ownership() {
        for (PodObserved pod : cluster.pods.values()) {
            boolean selected = pod.getLabels()
                    .entrySet()
                    .containsAll(daemonSet.getSelector().getMatchLabels().entrySet());
            same(selected || !isOwned(pod), "an owned pod is selected", daemonSet.getSelector(), pod);
            boolean placed = cluster.nodes.containsKey(pod.getTargetNode());
            same(
                    !selected || !placed || pod.getController() != null,
                    "a selected pod is owned",
                    daemonSet.getUid(),
                    pod);
        }
    }

    private void revisions() {
        List<RevisionObserved> own = ownRevisions();
        Optional<RevisionObserved> named = own.stream()
                .filter(revision -> revision.getHash().equals(status.getRevisionHash()))
                .findFirst();
        if (named.isEmpty() && isStoodInFor()) {
            return;
        }
        RevisionObserved current = named.orElseThrow(() -> new Violation("there is no revision "
                + status.getRevisionHash() + " of " + daemonSet.getName() + " among " + cluster.revisions.values()));
        same(holdsTemplate(current), "the current revision holds the template", daemonSet.getTemplate(), current);
        same("number of the current revision", current.getRevision(), status.getRevision());
        for (RevisionObserved other : own) {
            boolean below = holdsTemplate(other) || other.getRevision() < current.getRevision();
            same(below, "the current revision has the highest number", current, other);
        }
        historyIsLimited(own);
    }

    /** Old revisions above the limit are there only while pods have them (semantics 6.5). */
    private void historyIsLimited(List<RevisionObserved> own) {
        List<RevisionObserved> old =
                own.stream().filter(revision -> !holdsTemplate(revision)).toList();
        long inUse = old.stream()
                .filter(revision -> cluster.pods.values().stream()
                        .anyMatch(pod -> isOwned(pod)
                                && revision.getHash().equals(pod.getLabels().get(Drafts.HASH))))
                .count();
        same(
                old.size() <= Math.max(daemonSet.getRevisionHistoryLimit(), inUse),
                "old revisions, of which pods have " + inUse,
                daemonSet.getRevisionHistoryLimit(),
                old);
    }

    /** An object of the same name and data that is not the DaemonSet's to have is used as it is (semantics 6.4). */
    private boolean isStoodInFor() {
        RevisionObserved there =
                cluster.revisionNamed(daemonSet.getNamespace(), daemonSet.getName() + "-" + status.getRevisionHash());
        return there != null
                && holdsTemplate(there)
                && (there.getController() != null
                        || !there.getLabels()
                                .entrySet()
                                .containsAll(
                                        daemonSet.getSelector().getMatchLabels().entrySet()));
    }

    private List<RevisionObserved> ownRevisions() {
        return cluster.revisions.values().stream()
                .filter(revision -> revision.getController() != null
                        && revision.getController().getUid().equals(daemonSet.getUid()))
                .toList();
    }

    private boolean holdsTemplate(RevisionObserved revision) {
        return parse(revision.getTemplate()).equals(template);
    }

    private void same(String what, Object expected, Object found) {
        same(expected.equals(found), what, expected, found);
    }

    private void same(boolean holds, String what, Object expected, Object found) {
        if (!holds) {
            throw new Violation("at rest, " + daemonSet.getName() + " (" + daemonSet.getUid() + "), " + what
                    + ": the model expects " + expected + " and finds " + found);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a drawn template is no JSON", e);
        }
    }
}
