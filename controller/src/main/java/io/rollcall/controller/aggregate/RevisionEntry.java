package io.rollcall.controller.aggregate;

import io.rollcall.events.RevisionState;
import io.rollcall.rules.model.PodTemplate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a DaemonSet.
 *
 * @param foreign whether another controller made it
 * @param published whether the topic of revisions has it
 * @param objectUid the ControllerRevision that has its name; null while none has been observed
 * @param owned whether that object is the DaemonSet's, or has been asked to be; otherwise it belongs to another and holds the same
 *     template
 */
record RevisionEntry(
        String name,
        String hash,
        long revision,
        PodTemplate template,
        Instant createdAt,
        boolean foreign,
        boolean published,
        @Nullable String objectUid,
        boolean owned) {

    /** By number; equal numbers by name, as a list of the API server has them. */
    static final Comparator<RevisionEntry> BY_NUMBER =
            Comparator.comparingLong(RevisionEntry::revision).thenComparing(RevisionEntry::name);

    /** One that was found. */
    static RevisionEntry of(RevisionObject object, Instant now) {
        return new RevisionEntry(
                object.name(),
                object.hash(),
                object.observed().getRevision(),
                Objects.requireNonNull(object.template()),
                now,
                true,
                false,
                object.uid(),
                true);
    }

    static RevisionEntry of(RevisionState row) {
        return new RevisionEntry(
                row.getName(),
                row.getHash(),
                row.getRevision(),
                PodTemplate.parse(row.getTemplate()),
                row.getCreatedAt(),
                row.getForeign(),
                row.getPublished() || !row.getForeign(),
                row.getObjectUid(),
                row.getOwned());
    }

    RevisionState toRow() {
        return RevisionState.newBuilder()
                .setName(name)
                .setHash(hash)
                .setRevision(revision)
                .setTemplate(template.json())
                .setCreatedAt(createdAt)
                .setForeign(foreign)
                .setPublished(published)
                .setObjectUid(objectUid)
                .setOwned(owned)
                .build();
    }

    /** Whether its row is the same to the letter; equal templates may differ in fields that are null. */
    boolean sameRow(@Nullable RevisionEntry other) {
        return this == other
                || other != null
                        && equals(other)
                        && template.json().equals(other.template().json());
    }

    RevisionEntry numbered(long number) {
        return new RevisionEntry(name, hash, number, template, createdAt, foreign, published, objectUid, owned);
    }

    RevisionEntry hashed(String otherHash) {
        return new RevisionEntry(name, otherHash, revision, template, createdAt, foreign, published, objectUid, owned);
    }

    RevisionEntry told() {
        return new RevisionEntry(name, hash, revision, template, createdAt, foreign, true, objectUid, owned);
    }

    /** With that object under its name. */
    RevisionEntry standing(@Nullable String uid, boolean isOwned) {
        return new RevisionEntry(name, hash, revision, template, createdAt, foreign, published, uid, isOwned);
    }
}
