package io.rollcall.controller.aggregate;

import io.rollcall.events.RevisionObserved;
import io.rollcall.events.RevisionState;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.revision.TemplateHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of one DaemonSet. A revision is one template; a template that comes back takes the highest number again instead of
 * becoming another revision (semantics 6.2).
 */
final class RevisionLedger {

    /** One revision. */
    record Entry(String name, String hash, long revision, PodTemplate template, Instant createdAt, boolean foreign) {

        Entry renumbered(long number) {
            return new Entry(name, hash, number, template, createdAt, foreign);
        }
    }

    private static final Comparator<Entry> BY_NUMBER =
            Comparator.comparingLong(Entry::revision).thenComparing(Entry::hash);

    private final TreeMap<String, Entry> byHash = new TreeMap<>();
    private @Nullable Entry current;
    private @Nullable Integer collisionCount;

    /** The revision of the DaemonSet's present template; null before the first evaluation. */
    @Nullable
    Entry current() {
        return current;
    }

    @Nullable
    Integer collisionCount() {
        return collisionCount;
    }

    @Nullable
    Entry byHash(String hash) {
        return byHash.get(hash);
    }

    boolean isEmpty() {
        return byHash.isEmpty();
    }

    List<Entry> all() {
        List<Entry> entries = new ArrayList<>(byHash.values());
        entries.sort(BY_NUMBER);
        return entries;
    }

    /**
     * Finds or makes the revision of {@code template} and makes it the current one.
     *
     * @return the current revision if it is new or was renumbered, null if nothing changed
     */
    @Nullable
    Entry advanceTo(String daemonSetName, PodTemplate template, Instant now) {
        long highestOther = 0;
        Entry same = null;
        for (Entry entry : all()) {
            if (entry.template().equals(template)) {
                same = entry;
            } else {
                highestOther = Math.max(highestOther, entry.revision());
            }
        }
        Entry next = same == null
                ? create(daemonSetName, template, highestOther + 1, now)
                : same.revision() > highestOther ? same : same.renumbered(highestOther + 1);
        boolean changed = !next.equals(same);
        byHash.put(next.hash(), next);
        current = next;
        return changed ? next : null;
    }

    private Entry create(String daemonSetName, PodTemplate template, long number, Instant now) {
        String hash = TemplateHash.of(template, collisionCount);
        while (byHash.containsKey(hash)) {
            collisionCount = collisionCount == null ? 1 : collisionCount + 1;
            hash = TemplateHash.of(template, collisionCount);
        }
        return new Entry(daemonSetName + "-" + hash, hash, number, template, now, false);
    }

    /**
     * Folds an observed ControllerRevision; returns whether anything became known by it. The revision of {@code inUse}, the DaemonSet's
     * present template, is kept though its object goes.
     */
    boolean observed(RevisionObserved revision, @Nullable PodTemplate inUse, Instant now) {
        String hash = revision.getHash() == null ? revision.getName() : revision.getHash();
        Entry known = byHash.get(hash);
        switch (revision.getChange()) {
            case DELETED -> {
                boolean forgets =
                        known != null && known.foreign() && !known.template().equals(inUse);
                if (forgets) {
                    byHash.remove(hash);
                }
                return forgets;
            }
            case ADDED, MODIFIED, UNKNOWN -> {
                if (revision.getTemplate().isEmpty()) {
                    return false;
                }
                Entry entry = new Entry(
                        revision.getName(),
                        hash,
                        revision.getRevision(),
                        PodTemplate.parse(revision.getTemplate()),
                        known == null ? now : known.createdAt(),
                        known == null || known.foreign());
                if (entry.equals(known) || (known != null && known.revision() >= entry.revision())) {
                    return false;
                }
                byHash.put(hash, entry);
                return true;
            }
        }
        return false;
    }

    List<RevisionState> toRows() {
        return all().stream()
                .map(entry -> RevisionState.newBuilder()
                        .setName(entry.name())
                        .setHash(entry.hash())
                        .setRevision(entry.revision())
                        .setTemplate(entry.template().json())
                        .setCreatedAt(entry.createdAt())
                        .setForeign(entry.foreign())
                        .build())
                .toList();
    }

    void restore(
            List<RevisionState> rows, @Nullable Integer restoredCollisionCount, @Nullable PodTemplate currentTemplate) {
        collisionCount = restoredCollisionCount;
        for (RevisionState row : rows) {
            Entry entry = new Entry(
                    row.getName(),
                    row.getHash(),
                    row.getRevision(),
                    PodTemplate.parse(row.getTemplate()),
                    row.getCreatedAt(),
                    row.getForeign());
            byHash.put(entry.hash(), entry);
            if (entry.template().equals(currentTemplate)
                    && (current == null || BY_NUMBER.compare(current, entry) < 0)) {
                current = entry;
            }
        }
    }
}
