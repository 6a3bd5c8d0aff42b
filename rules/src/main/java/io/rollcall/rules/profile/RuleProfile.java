package io.rollcall.rules.profile;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which rules are in force. A profile is the set of upstream's known defects that it repeats.
 *
 * @param name how it is chosen and shown
 * @param defects the defects, in order of declaration
 */
public record RuleProfile(String name, SortedSet<KnownDefect> defects) {

    /** No defect. */
    public static final RuleProfile NEWEST = new RuleProfile("newest", Collections.emptySortedSet());

    /** The names that {@link #of} knows. */
    public static final List<String> NAMES = List.of("newest", "1.28", "1.23");

    /** Copies the set. */
    public RuleProfile {
        defects = Collections.unmodifiableSortedSet(new TreeSet<>(defects));
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException for another name, naming the valid ones
     */
    public static RuleProfile of(String name) {
        return switch (name) {
            case "newest" -> NEWEST;
            case "1.28" -> upstream(name, 28);
            case "1.23" -> upstream(name, 23);
            default ->
                throw new IllegalArgumentException(
                        "unknown rules \"" + name + "\", valid are " + String.join(", ", NAMES));
        };
    }

    /** A profile with every defect of Kubernetes 1.minor. */
    public static RuleProfile upstream(String name, int minor) {
        TreeSet<KnownDefect> defects = new TreeSet<>();
        for (KnownDefect defect : KnownDefect.values()) {
            if (defect.presentIn(minor)) {
                defects.add(defect);
            }
        }
        return new RuleProfile(name, defects);
    }

    /** Whether it repeats that defect. */
    public boolean has(KnownDefect defect) {
        return defects.contains(defect);
    }

    /** A copy that repeats these too; its name says so. */
    public RuleProfile with(KnownDefect... more) {
        TreeSet<KnownDefect> all = new TreeSet<>(defects);
        StringBuilder called = new StringBuilder(name);
        for (KnownDefect defect : more) {
            if (all.add(defect)) {
                called.append('+').append(defect.code());
            }
        }
        return new RuleProfile(called.toString(), all);
    }
}
