package io.rollcall.rules.claim;

import static io.rollcall.rules.given.Given.labels;
import static io.rollcall.rules.given.Given.selector;
import static io.rollcall.rules.given.GivenPod.pod;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose is an object (semantics 7.2). */
class ClaimTest {

    @ParameterizedTest(name = "{0} controller {1}, selected {2}, DaemonSet deleting {3}, object terminating {4}: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "C234, other, true,  false, false, IGNORED",
                "C234, other, true,  true,  true,  IGNORED",
                "C234, other, false, false, false, IGNORED",
                "C237, mine,  true,  false, false, CLAIMED",
                "C237, mine,  true,  false, true,  CLAIMED",
                "C233, mine,  true,  true,  false, CLAIMED",
                "C233, mine,  true,  true,  true,  CLAIMED",
                "C235, mine,  false, false, false, RELEASE",
                "C235, mine,  false, false, true,  RELEASE",
                "C233, mine,  false, true,  false, IGNORED",
                "C233, mine,  false, true,  true,  IGNORED",
                "C232, -,     true,  false, false, ADOPT",
                "C236, -,     true,  false, true,  IGNORED",
                "C233, -,     true,  true,  false, IGNORED",
                "C233, -,     true,  true,  true,  IGNORED",
                "C232, -,     false, false, false, IGNORED",
                "C232, -,     false, true,  true,  IGNORED"
            })
    void claim(
            String item,
            @Nullable String controller,
            boolean selected,
            boolean deleting,
            boolean terminating,
            ClaimResult expected) {
        assertThat(Claim.of(
                        labels("app", selected ? "agent" : "other"),
                        controller,
                        terminating,
                        "mine",
                        selector(),
                        deleting))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("C232 C235 pods are claimed by the same rules")
    void pods() {
        assertThat(Claim.of(pod("p").facts(), "ds-uid", selector(), false)).isEqualTo(ClaimResult.CLAIMED);
        assertThat(Claim.of(pod("p").label("app", "debug").facts(), "ds-uid", selector(), false))
                .isEqualTo(ClaimResult.RELEASE);
        assertThat(Claim.of(pod("p").orphan().facts(), "ds-uid", selector(), false))
                .isEqualTo(ClaimResult.ADOPT);
        assertThat(Claim.of(pod("p").orphan().terminating().facts(), "ds-uid", selector(), false))
                .isEqualTo(ClaimResult.IGNORED);
    }
}
