package io.rollcall.cli.replay;

import io.rollcall.rules.profile.KnownDefect;
import java.util.Optional;

/** How the status that the other controller wrote last compares with Rollcall's at the end of a history. */
sealed interface StatusComparison {

    /** The history has no DaemonSet at its end. */
    record Nothing() implements StatusComparison {}

    /** The same counters for every DaemonSet. */
    record Agrees() implements StatusComparison {}

    /** What is missing happened so shortly before the end that the other controller had no time to write it. */
    record CutShort() implements StatusComparison {}

    /**
     * Other counters.
     *
     * @param daemonSet the first such DaemonSet, namespace/name
     * @param defect the known defect that explains it; empty when none does
     */
    record Differs(String daemonSet, Optional<KnownDefect> defect) implements StatusComparison {}

    /** One word or code for a table. */
    default String text() {
        return switch (this) {
            case Nothing() -> "none";
            case Agrees() -> "agrees";
            case CutShort() -> "cut short";
            case Differs differs -> differs.defect().map(KnownDefect::code).orElse("differs");
        };
    }

    /** Whether there is nothing that speaks against the other's status; an unfinished one does not. */
    default boolean isFine() {
        return switch (this) {
            case Nothing() -> true;
            case Agrees() -> true;
            case CutShort() -> true;
            case Differs ignored -> false;
        };
    }
}
