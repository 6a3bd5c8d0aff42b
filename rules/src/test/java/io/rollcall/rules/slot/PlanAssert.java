package io.rollcall.rules.slot;

import static org.assertj.core.api.Assertions.assertThat;

/** What a plan does, in the words of the checklist. */
final class PlanAssert {

    private final SlotPlan plan;

    private PlanAssert(SlotPlan plan) {
        this.plan = plan;
    }

    static PlanAssert assertPlan(GivenSlot slot) {
        return new PlanAssert(slot.managed());
    }

    PlanAssert creates() {
        assertThat(plan.create()).as("creates").isTrue();
        return this;
    }

    PlanAssert createsNothing() {
        assertThat(plan.create()).as("creates").isFalse();
        return this;
    }

    /** Exactly these, each as {@code name REASON}, in any order. */
    PlanAssert removes(String... podsAndReasons) {
        assertThat(plan.removals())
                .extracting(removal -> removal.pod().name() + " " + removal.reason())
                .containsExactlyInAnyOrder(podsAndReasons);
        return this;
    }

    PlanAssert doesNothing() {
        return createsNothing().removes();
    }

    PlanAssert holds(Hold hold) {
        assertThat(plan.hold()).isEqualTo(hold);
        return this;
    }
}
