package io.rollcall.rules.rollout;

import static io.rollcall.rules.given.Given.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets as numbers, and what is left of them (semantics 5.2, 5.3). */
class BudgetTest {

    @ParameterizedTest(name = "{0}: maxUnavailable {1}, maxSurge {2}, desired {3} gives {4} and {5}")
    @CsvSource({
        "C184, 0,    0,    0,   0, 0",
        "C185, 1,    0,    2,   1, 0",
        "C185, 0,    0,    2,   1, 0",
        "C186, 50%,  0,    2,   1, 0",
        "C186, 0,    50%,  2,   0, 1",
        "C186, 0,    100%, 2,   0, 2",
        "C187, 50%,  0,    3,   2, 0",
        "C193, 10%,  0,    3,   1, 0",
        "C193, 25%,  0,    10,  3, 0",
        "C193, 7,    0,    4,   7, 0",
        "5.2,  50%,  0,    3,   2, 0",
        "5.2,  20%,  0,    5,   1, 0",
        "5.2,  1%,   0,    200, 2, 0",
        "5.2,  50%,  0,    0,   0, 0",
        "5.2,  7,    0,    0,   7, 0",
        "E8,   50%,  0,    3,   2, 0",
        "E9,   0%,   0%,   5,   1, 0",
        "S5,   0,    20%,  5,   0, 1",
        "S5,   0,    50%,  3,   0, 2",
        "S5,   0,    100%, 2,   0, 2",
        "C213, 0,    50%,  0,   0, 0",
        "C214, 0,    1%,   3,   0, 1",
        "large, 100%, 0, 100000000, 100000000, 0"
    })
    void resolve(
            String item,
            String maxUnavailable,
            String maxSurge,
            int desired,
            int expectedUnavailable,
            int expectedSurge) {
        assertThat(Budget.resolve(rolling(maxUnavailable, maxSurge), desired))
                .isEqualTo(new Budget(expectedUnavailable, expectedSurge));
    }

    @ParameterizedTest(name = "C214 maxSurge {0}: surge is {1}")
    @CsvSource({"0, false", "0%, false", "1, true", "1%, true", "100%, true", "9, true"})
    void surgeAllowed(String maxSurge, boolean allowed) {
        assertThat(Budget.surgeAllowed(rolling("0", maxSurge))).isEqualTo(allowed);
    }

    @Test
    @DisplayName("4.5 OnDelete never surges")
    void onDelete() {
        assertThat(Budget.surgeAllowed(new UpdateStrategy.OnDelete())).isFalse();
    }

    @ParameterizedTest(name = "5.3 budget {0}, unavailable {1}, candidates {2}: {3} may go")
    @CsvSource({"2, 0, 5, 2", "2, 1, 5, 1", "2, 2, 5, 0", "2, 9, 5, 0", "7, 0, 4, 4", "0, 0, 4, 0", "3, 0, 0, 0"})
    void remaining(int maxUnavailable, int unavailable, int candidates, int expected) {
        assertThat(RolloutBudget.remaining(maxUnavailable, unavailable, candidates))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "5.3 a slot {0} counts as unavailable: {1}")
    @CsvSource({
        "DUPLICATES, true",
        "EMPTY, true",
        "NEW_UNAVAILABLE, true",
        "NEW_AVAILABLE, false",
        "OLD_UNAVAILABLE, true",
        "OLD_AVAILABLE, false",
        "BOTH_NEW_UNAVAILABLE, true",
        "BOTH_NEW_AVAILABLE, true",
        "FAILED_OLD, true"
    })
    void countsUnavailable(RolloutClass rolloutClass, boolean counts) {
        assertThat(RolloutBudget.countsUnavailable(rolloutClass, true, true, RuleProfile.NEWEST))
                .isEqualTo(counts);
        assertThat(RolloutBudget.countsUnavailable(rolloutClass, false, true, RuleProfile.NEWEST))
                .as("on a node that should not run it")
                .isFalse();
        assertThat(RolloutBudget.countsUnavailable(rolloutClass, false, false, RuleProfile.NEWEST))
                .as("on a gone node")
                .isFalse();
    }

    @Test
    @DisplayName("5.3 the defects bring upstream's counting back, each its own")
    void defects() {
        RuleProfile gone = RuleProfile.NEWEST.with(KnownDefect.GONE_NODE_IN_ROLLOUT);
        RuleProfile ineligible = RuleProfile.NEWEST.with(KnownDefect.INELIGIBLE_NODE_IN_ROLLOUT);
        RuleProfile notCounted = RuleProfile.NEWEST.with(KnownDefect.OLD_UNAVAILABLE_NOT_COUNTED);

        assertThat(RolloutBudget.countsUnavailable(RolloutClass.EMPTY, false, false, gone))
                .isTrue();
        assertThat(RolloutBudget.countsUnavailable(RolloutClass.EMPTY, false, true, gone))
                .isFalse();
        assertThat(RolloutBudget.countsUnavailable(RolloutClass.EMPTY, false, true, ineligible))
                .isTrue();
        assertThat(RolloutBudget.countsUnavailable(RolloutClass.EMPTY, false, false, ineligible))
                .isFalse();
        assertThat(RolloutBudget.countsUnavailable(RolloutClass.OLD_UNAVAILABLE, true, true, notCounted))
                .isFalse();
    }
}
