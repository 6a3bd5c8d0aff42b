package io.rollcall.controller.shadow;

import io.rollcall.events.ChangeType;
import io.rollcall.events.RevisionObserved;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which hash label stands for which template. Resolved by content over all revisions seen so far, gone ones included, since a
 * revision never changes its content and may be observed a little after the DaemonSet's update. Where the revision was never
 * observed, the first pod of an unknown hash tells.
 */
final class Revisions {

    /** The hash of a template, and its number; 0 when the revision itself was not observed. */
    record Named(String hash, long number) {

        static final Named UNKNOWN = new Named("", 0);
    }

    private record Known(
            String namespace, String owner, String hash, long number, PodTemplate template, boolean gone) {}

    private final Map<String, Known> byUid = new TreeMap<>();
    private final Map<String, Map<String, PodTemplate>> learned = new TreeMap<>();
    private long edition;

    /** Rises whenever an answer may have changed. */
    long edition() {
        return edition;
    }

    void observe(RevisionObserved revision) {
        String hash = revision.getHash();
        if (hash == null || revision.getTemplate().isEmpty()) {
            return;
        }
        PodTemplate template;
        try {
            template = PodTemplate.parse(revision.getTemplate());
        } catch (InvalidTemplateException e) {
            return; // Not a revision of a DaemonSet: it stands for no template.
        }
        String owner =
                revision.getController() == null ? "" : revision.getController().getUid();
        boolean gone = revision.getChange() == ChangeType.DELETED;
        byUid.put(
                revision.getUid(),
                new Known(revision.getNamespace(), owner, hash, revision.getRevision(), template, gone));
        edition++;
    }

    /** Takes the hash for the template's, unless the hash or the template is known. */
    void learn(ObservedDaemonSet daemonSet, String hash, PodTemplate template) {
        Map<String, PodTemplate> known = learned.computeIfAbsent(daemonSet.uid(), uid -> new TreeMap<>());
        if (!known.containsKey(hash) && !isRevision(daemonSet, hash) && hashOf(daemonSet, template) == Named.UNKNOWN) {
            known.put(hash, template);
            edition++;
        }
    }

    /** The hash of that template among the DaemonSet's revisions; UNKNOWN when there is none. */
    Named hashOf(ObservedDaemonSet daemonSet, PodTemplate template) {
        Known best = null;
        for (Known known : byUid.values()) {
            if (known.namespace.equals(daemonSet.namespace())
                    && known.template.equals(template)
                    && (best == null || rank(known, daemonSet.uid()) > rank(best, daemonSet.uid()))) {
                best = known;
            }
        }
        if (best != null) {
            return new Named(best.hash, best.number);
        }
        for (Map.Entry<String, PodTemplate> entry :
                learned.getOrDefault(daemonSet.uid(), Map.of()).entrySet()) {
            if (entry.getValue().equals(template)) {
                return new Named(entry.getKey(), 0);
            }
        }
        return Named.UNKNOWN;
    }

    /** Number of the DaemonSet's revision with that hash; 0 when unknown. */
    long numberOf(ObservedDaemonSet daemonSet, @Nullable String hash) {
        return byUid.values().stream()
                .filter(known -> known.hash.equals(hash) && known.namespace.equals(daemonSet.namespace()))
                .filter(known -> known.owner.equals(daemonSet.uid()))
                .mapToLong(Known::number)
                .max()
                .orElse(0);
    }

    /** Gives up what was learned about a DaemonSet that is gone, and its revisions. */
    void forget(String daemonSetUid) {
        learned.remove(daemonSetUid);
        byUid.values().removeIf(known -> known.gone && known.owner.equals(daemonSetUid));
    }

    private boolean isRevision(ObservedDaemonSet daemonSet, String hash) {
        return byUid.values().stream()
                .anyMatch(known -> known.hash.equals(hash) && known.namespace.equals(daemonSet.namespace()));
    }

    /** Own before adopted before foreign, present before gone, then the highest number. */
    private static long rank(Known known, String uid) {
        long ownership = known.owner.equals(uid) ? 2 : known.owner.isEmpty() ? 1 : 0;
        return (ownership * 2 + (known.gone ? 0 : 1)) * (1L << 40) + known.number;
    }
}
