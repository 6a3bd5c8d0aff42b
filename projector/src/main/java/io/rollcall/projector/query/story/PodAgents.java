package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.PodAgency;
import io.rollcall.projector.query.answer.PodAgency.By;
import io.rollcall.projector.query.answer.ReasonTexts;
import io.rollcall.projector.query.story.PodFile.Circumstances;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out who created and who deleted a pod. Rollcall's own doing is known; of others the log shows only that it was done, so what
 * speaks for one of them is named. Pure.
 */
final class PodAgents {

    private final PodFile file;

    PodAgents(PodFile file) {
        this.file = file;
    }

    /** @param because what had happened when Rollcall decided it; null where it did not */
    PodAgency created(@Nullable String because) {
        PodVersion first = file.first();
        Optional<DecisionEntry> decision = createdBy();
        if (first.commandId() != null) {
            String why = decision.map(known -> ": " + ReasonTexts.of(known.reason(), known.detail()))
                    .orElse(" by command " + first.commandId() + ", whose decision the view does not have");
            return agency(By.ROLLCALL, first, "Rollcall created it" + why, decision, because);
        }
        if (decision.isPresent()) {
            return agency(
                    By.OTHER_CONTROLLER,
                    first,
                    "another controller created it; " + judgement(decision.get()),
                    decision,
                    because);
        }
        if (file.circumstances().beforeRollcall()) {
            return agency(
                    By.BEFORE_ROLLCALL,
                    first,
                    "it was there before Rollcall first saw the cluster"
                            + (first.createdAt() == null ? "" : ", created at " + first.createdAt()),
                    decision,
                    null);
        }
        return first.controllerUid() == null
                ? agency(
                        By.PERSON,
                        first,
                        "a person or a program created it, without an owner and without a command of Rollcall's",
                        decision,
                        null)
                : agency(
                        By.OTHER_CONTROLLER,
                        first,
                        "another controller created it for " + first.controllerKind() + " "
                                + (file.daemonSet() == null ? first.controllerUid() : file.daemonSet())
                                + ", without a command of Rollcall's",
                        decision,
                        null);
    }

    /** The decision that created it; empty when Rollcall made none. */
    Optional<DecisionEntry> createdBy() {
        return file.decision("create");
    }

    /** The decision that deleted it; empty while nobody has, or when Rollcall made none before it went. */
    Optional<DecisionEntry> deletedBy() {
        return file.going().flatMap(going -> file.decision("delete", going));
    }

    /** Empty while nobody has deleted it. */
    Optional<PodAgency> deleted(@Nullable String because) {
        return file.going().map(going -> deleted(going, because));
    }

    private PodAgency deleted(PodVersion going, @Nullable String because) {
        Optional<DecisionEntry> decision = deletedBy();
        if (decision.isPresent() && decision.get().commandId() != null) {
            return agency(
                    By.ROLLCALL,
                    going,
                    "Rollcall deleted it: "
                            + ReasonTexts.of(
                                    decision.get().reason(), decision.get().detail())
                            + ended(decision.get()),
                    decision,
                    because);
        }
        if (decision.isPresent()) {
            return agency(
                    By.OTHER_CONTROLLER,
                    going,
                    "another controller deleted it; " + judgement(decision.get()),
                    decision,
                    because);
        }
        Circumstances then = file.circumstances();
        if (then.ownerGone() != null) {
            return agency(
                    By.GARBAGE_COLLECTION,
                    going,
                    "garbage collection deleted it: its owner " + then.ownerGone(),
                    decision,
                    null);
        }
        if (then.nodeGone() != null) {
            return agency(
                    By.POD_GC, going, "pod garbage collection deleted it: its " + then.nodeGone(), decision, null);
        }
        if (then.unwatched()) {
            return agency(
                    By.UNKNOWN,
                    going,
                    "it went while its cluster was not watched: a later list of all pods did not have it",
                    decision,
                    null);
        }
        if (then.evictingTaint() != null) {
            return agency(
                    By.TAINT_EVICTION,
                    going,
                    "taint eviction deleted it, or a person: Rollcall did not decide it, and its node has taint "
                            + then.evictingTaint(),
                    decision,
                    null);
        }
        return agency(
                By.PERSON,
                going,
                "a person or a program deleted it: Rollcall did not decide it, and its owner and its node were there",
                decision,
                null);
    }

    /** Why a pod failed is not the decision's, but the pod's to say. */
    private String ended(DecisionEntry decision) {
        return decision.reason().equals("FAILED_POD")
                ? file.versions().reversed().stream()
                        .filter(version -> version.phase().equals("Failed") && version.reason() != null)
                        .findFirst()
                        .map(version -> " (" + version.reason() + ")")
                        .orElse("")
                : "";
    }

    private static String judgement(DecisionEntry decision) {
        return decision.explanation() != null
                ? decision.explanation()
                : "Rollcall would have too: " + ReasonTexts.of(decision.reason(), decision.detail());
    }

    private static PodAgency agency(
            By by, PodVersion version, String text, Optional<DecisionEntry> decision, @Nullable String because) {
        return new PodAgency(
                by,
                version.at(),
                text,
                decision.orElse(null),
                decision.isEmpty() ? null : because,
                "journal-" + version.partition() + "@" + version.offset(),
                version.event());
    }
}
