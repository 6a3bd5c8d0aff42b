package io.rollcall.controller.shadow;

import io.rollcall.rules.profile.KnownDefect;
import java.util.SortedMap;

/** What the audit found of an action of the other controller. */
sealed interface Finding {

    /** Rollcall would have done the same, or permits it. */
    record Matched(Ruling.Allowed ruling) implements Finding {}

    /** Only a known defect of Kubernetes explains it. */
    record Explained(KnownDefect defect, Ruling.Allowed ruling) implements Finding {}

    /**
     * Nothing explains it.
     *
     * @param evidence the state by which it was refused
     */
    record Unexplained(String why, SortedMap<String, String> evidence) implements Finding {}
}
