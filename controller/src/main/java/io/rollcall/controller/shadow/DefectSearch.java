package io.rollcall.controller.shadow;

import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an action by the active profile, and where that refuses it by the known defects of Kubernetes: one at a time, then pairs, then
 * all that some release has. The full sets are asked first whether there is any use in it.
 */
final class DefectSearch {

    /** Minors of Kubernetes 1 between which the set of defects changes lie between these. */
    private static final int OLDEST_MINOR = 22;

    private static final int NEWEST_MINOR = 40;

    private final RuleProfile active;
    private final List<RuleProfile> releases;

    DefectSearch(RuleProfile active) {
        this.active = active;
        Set<RuleProfile> distinct = new LinkedHashSet<>();
        for (int minor = OLDEST_MINOR; minor <= NEWEST_MINOR; minor++) {
            KnownDefect[] defects = RuleProfile.upstream("", minor).defects().toArray(KnownDefect[]::new);
            distinct.add(new RuleProfile(active.name(), active.with(defects).defects()));
        }
        distinct.remove(active);
        this.releases = List.copyOf(distinct);
    }

    Finding judge(Retrospect retrospect) {
        Optional<Ruling.Allowed> plainly = retrospect.search(active);
        if (plainly.isPresent()) {
            return new Finding.Matched(plainly.get());
        }
        for (RuleProfile release : releases) {
            Optional<Ruling.Allowed> allowed = retrospect.search(release);
            if (allowed.isPresent()) {
                return explain(retrospect, release, allowed.get());
            }
        }
        return new Finding.Unexplained(retrospect.refusal(active), retrospect.evidence(active));
    }

    private Finding explain(Retrospect retrospect, RuleProfile release, Ruling.Allowed ruling) {
        List<KnownDefect> suspects = new ArrayList<>(release.defects());
        suspects.removeAll(active.defects());
        for (KnownDefect one : suspects) {
            Optional<Ruling.Allowed> allowed = retrospect.search(active.with(one));
            if (allowed.isPresent()) {
                return new Finding.Explained(one, allowed.get());
            }
        }
        for (KnownDefect one : suspects) {
            for (KnownDefect other : suspects.subList(suspects.indexOf(one) + 1, suspects.size())) {
                Optional<Ruling.Allowed> allowed = retrospect.search(active.with(one, other));
                if (allowed.isPresent()) {
                    return new Finding.Explained(one, allowed.get());
                }
            }
        }
        return new Finding.Explained(suspects.getFirst(), ruling);
    }
}
