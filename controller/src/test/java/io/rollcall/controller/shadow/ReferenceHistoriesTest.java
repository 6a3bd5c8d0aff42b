package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.reference.Mutation;
import io.rollcall.controller.reference.ReferenceHistory;
import io.rollcall.controller.reference.ReferenceHistory.Manner;
import io.rollcall.events.Decision;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories of random clusters in which a controller of Kubernetes 1.23 works: the audit has nothing against it that it cannot name. */
class ReferenceHistoriesTest {

    private static final long FIRST = Long.getLong("rollcall.reference.seed", 1);
    private static final int COUNT = Integer.getInteger("rollcall.reference.count", 10);

    @ParameterizedTest
    @EnumSource(Manner.class)
    @DisplayName(
            "what a controller of Kubernetes 1.23 does is allowed by its rules, and by the newest it is allowed or its defect is named")
    void nothingUnexplained(Manner manner) {
        List<String> found = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            HistoryJournal journal = HistoryJournal.of(ReferenceHistory.of(seed, manner, Mutation.NONE));
            for (String rules : List.of("1.23", "newest")) {
                Audit audit = Audit.of(journal, RuleProfile.of(rules));
                for (Decision decision : audit.unexplained()) {
                    found.add("seed " + seed + " rules " + rules + " " + decision.getAt() + " line "
                            + (decision.getCause() == null
                                    ? "-"
                                    : decision.getCause().getOffset()) + " "
                            + decision.getShadow().getSide() + ": "
                            + decision.getShadow().getExplanation());
                }
            }
        }
        assertThat(found)
                .as(manner + ", seeds from " + FIRST + ", " + COUNT + " of them")
                .isEmpty();
    }
}
