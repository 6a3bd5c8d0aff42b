package io.rollcall.controller.aggregate;

import io.rollcall.events.RevisionObserved;
import io.rollcall.rules.claim.Claim;
import io.rollcall.rules.claim.ClaimResult;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.PodTemplate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ControllerRevision as last observed, whoever owns it.
 *
 * @param template null when its data holds no pod template: it is of another kind of workload, or damaged
 */
record RevisionObject(RevisionObserved observed, @Nullable PodTemplate template) {

    static RevisionObject of(RevisionObserved observed) {
        return new RevisionObject(observed, parse(observed.getTemplate()));
    }

    private static @Nullable PodTemplate parse(String template) {
        try {
            return template.isEmpty() ? null : PodTemplate.parse(template);
        } catch (InvalidTemplateException e) {
            return null;
        }
    }

    String uid() {
        return observed.getUid();
    }

    String name() {
        return observed.getName();
    }

    boolean isOwnedBy(String daemonSetUid) {
        return observed.getController() != null
                && observed.getController().getUid().equals(daemonSetUid);
    }

    /** Whose it is, seen from a DaemonSet of its namespace that is not being deleted (semantics 7.2). */
    ClaimResult claimedBy(String daemonSetUid, LabelSelector selector) {
        return Claim.of(
                new TreeMap<>(observed.getLabels()),
                observed.getController() == null
                        ? null
                        : observed.getController().getUid(),
                observed.getDeletedAt() != null,
                daemonSetUid,
                selector,
                false);
    }

    /** The hash of its label; its name when it has none (semantics 6.2). */
    String hash() {
        String label = observed.getHash();
        return label == null ? observed.getName() : label;
    }

    /** Whether it holds this template. */
    boolean holds(PodTemplate other) {
        return other.equals(template);
    }
}
