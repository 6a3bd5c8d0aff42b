package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.events.ActionType;
import io.rollcall.events.Cause;
import io.rollcall.events.Decision;
import io.rollcall.events.ShadowVerdict;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts what the audit found into decision records, with a sentence for people. */
final class Verdicts {

    /** Reason of an action for which Rollcall knows none. */
    static final String NO_REASON = "NOT_DEMANDED";

    private static final String OTHER = "other";
    private static final String ROLLCALL = "rollcall";

    /** Side of what may not have been the controller's at all. */
    static final String UNATTRIBUTED = "unattributed";

    private Verdicts() {}

    /** An action of the other controller and what was found of it. */
    static Decision of(
            Action action, Finding finding, ObservedDaemonSet daemonSet, long revision, RuleProfile profile) {
        return switch (finding) {
            case Finding.Matched(Ruling.Allowed ruling) ->
                ofOther(
                        action,
                        daemonSet,
                        revision,
                        profile,
                        ruling,
                        verdict(true, null, "Rollcall's rules allow this: " + ruling.reason() + "."));
            case Finding.Explained(KnownDefect defect, Ruling.Allowed ruling) ->
                ofOther(action, daemonSet, revision, profile, ruling, verdict(false, defect.code(), byDefect(defect)));
            case Finding.Unexplained(String why, SortedMap<String, String> evidence) ->
                ofOther(
                        action,
                        daemonSet,
                        revision,
                        profile,
                        NO_REASON,
                        evidence,
                        verdict(false, null, did(action) + " although " + why + "."));
        };
    }

    /** An action that the rules do not allow and that a person may have done: whose it was cannot be told. */
    static Decision unattributed(
            Action action,
            Finding.Unexplained finding,
            ObservedDaemonSet daemonSet,
            long revision,
            RuleProfile profile) {
        ShadowVerdict verdict = ShadowVerdict.newBuilder()
                .setSide(UNATTRIBUTED)
                .setMatched(false)
                .setExplanation(
                        did(action) + " although " + finding.why() + ". Who did it cannot be told; a person may have.")
                .build();
        return ofOther(action, daemonSet, revision, profile, NO_REASON, finding.evidence(), verdict);
    }

    /** A demand of Rollcall's that the other controller left open. */
    static Decision of(
            Appraiser.Overdue overdue,
            @Nullable KnownDefect defect,
            Seen seen,
            int ordinal,
            Revisions.Named hash,
            RuleProfile profile) {
        Must must = overdue.must();
        String what = must.action() == ActionType.CREATE
                ? "A pod should have been created on node " + overdue.node()
                : "Pod " + must.pod() + " on node " + overdue.node() + " should have been deleted";
        String sentence =
                what + " (" + must.reason() + "), and nothing was done for " + Appraiser.PATIENCE.toSeconds() + " s.";
        ShadowVerdict verdict = ShadowVerdict.newBuilder()
                .setSide(ROLLCALL)
                .setMatched(false)
                .setKnownDefect(defect == null ? null : defect.code())
                .setExplanation(defect == null ? sentence : sentence + " " + byDefect(defect))
                .build();
        boolean create = must.action() == ActionType.CREATE;
        return decision(
                        seen.position(),
                        ordinal,
                        seen.time(),
                        seen.cause(),
                        overdue.view().daemonSet(),
                        profile)
                .setAction(must.action())
                .setNode(overdue.node())
                .setPod(must.pod())
                .setPodUid(create ? null : must.podUid())
                .setRevision(create ? hash.number() : 0)
                .setRevisionHash(create ? hash.hash() : "")
                .setReason(must.reason())
                .setDetail(detail(overdue, defect, profile))
                .setShadow(verdict)
                .build();
    }

    private static Map<String, String> detail(
            Appraiser.Overdue overdue, @Nullable KnownDefect defect, RuleProfile profile) {
        Map<String, String> detail = new TreeMap<>(overdue.must().detail());
        if (defect == null) {
            detail.putAll(Evidence.of("rollcall", overdue.view(), overdue.node(), profile));
        }
        return detail;
    }

    private static Decision ofOther(
            Action action,
            ObservedDaemonSet daemonSet,
            long revision,
            RuleProfile profile,
            Ruling.Allowed ruling,
            ShadowVerdict verdict) {
        TreeMap<String, String> detail = new TreeMap<>(ruling.detail());
        if (ruling.because() != null) {
            detail.put("causedBy", ruling.because().text());
        }
        return ofOther(action, daemonSet, revision, profile, ruling.reason(), detail, verdict);
    }

    private static Decision ofOther(
            Action action,
            ObservedDaemonSet daemonSet,
            long revision,
            RuleProfile profile,
            String reason,
            SortedMap<String, String> detail,
            ShadowVerdict verdict) {
        String hash = action.pod().facts().hashLabel();
        return decision(
                        action.seen().position(),
                        0,
                        action.seen().time(),
                        action.seen().cause(),
                        daemonSet,
                        profile)
                .setAction(action.type())
                .setNode(action.node())
                .setPod(action.pod().facts().name())
                .setPodUid(action.podUid())
                .setRevision(revision)
                .setRevisionHash(hash == null ? "" : hash)
                .setReason(reason)
                .setDetail(detail)
                .setShadow(verdict)
                .build();
    }

    private static Decision.Builder decision(
            JournalPosition position,
            int ordinal,
            Instant at,
            @Nullable Cause cause,
            ObservedDaemonSet daemonSet,
            RuleProfile profile) {
        return Decision.newBuilder()
                .setDecisionId(position.decisionId(ordinal))
                .setAt(at)
                .setJournal(position.toEvent())
                .setCause(cause)
                .setDaemonSet(daemonSet.ref())
                .setRules(profile.name());
    }

    private static ShadowVerdict verdict(boolean matched, @Nullable String defect, String explanation) {
        return ShadowVerdict.newBuilder()
                .setSide(OTHER)
                .setMatched(matched)
                .setKnownDefect(defect)
                .setExplanation(explanation)
                .build();
    }

    private static String byDefect(KnownDefect defect) {
        return "A known defect of Kubernetes explains it: " + defect.sentence()
                + (defect.upstreamIssue().isEmpty() ? "" : " (kubernetes/kubernetes" + defect.upstreamIssue() + ")");
    }

    private static String did(Action action) {
        String verb = action.type().name().toLowerCase(Locale.ROOT);
        return "Pod " + action.pod().facts().name() + " on node " + action.node() + " was "
                + (verb.endsWith("e") ? verb + "d" : verb + "ed");
    }
}
