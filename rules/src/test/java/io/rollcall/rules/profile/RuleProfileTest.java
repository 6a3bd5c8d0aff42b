package io.rollcall.rules.profile;

import static io.rollcall.rules.profile.KnownDefect.FAILED_POD_DELETED_BY_ROLLOUT;
import static io.rollcall.rules.profile.KnownDefect.GENERATION_LABEL_NEVER_EQUAL;
import static io.rollcall.rules.profile.KnownDefect.GONE_NODE_IN_ROLLOUT;
import static io.rollcall.rules.profile.KnownDefect.INELIGIBLE_NODE_IN_ROLLOUT;
import static io.rollcall.rules.profile.KnownDefect.NODE_DELETION_UNNOTICED;
import static io.rollcall.rules.profile.KnownDefect.OLD_UNAVAILABLE_NOT_COUNTED;
import static io.rollcall.rules.profile.KnownDefect.RECREATED_NODE_UNNOTICED;
import static io.rollcall.rules.profile.KnownDefect.STALE_OWN_WRITES;
import static io.rollcall.rules.profile.KnownDefect.SUCCEEDED_POD_KEPT;
import static io.rollcall.rules.profile.KnownDefect.SURGE_IGNORES_BACK_OFF;
import static io.rollcall.rules.profile.KnownDefect.SURGE_KEEPS_INELIGIBLE;
import static io.rollcall.rules.profile.KnownDefect.SURGE_ON_GONE_NODE;
import static io.rollcall.rules.profile.KnownDefect.TERMINAL_TERMINATING_BLOCKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles and the defects that they repeat (semantics 13). */
class RuleProfileTest {

    @Test
    @DisplayName("13 the newest rules repeat no defect")
    void newest() {
        assertThat(RuleProfile.of("newest")).isSameAs(RuleProfile.NEWEST);
        assertThat(RuleProfile.NEWEST.defects()).isEmpty();
    }

    @Test
    @DisplayName("13 1.28 repeats what no release has mended, and what was mended after it")
    void release28() {
        assertThat(RuleProfile.of("1.28").defects())
                .containsExactly(
                        OLD_UNAVAILABLE_NOT_COUNTED,
                        SURGE_KEEPS_INELIGIBLE,
                        SURGE_ON_GONE_NODE,
                        GONE_NODE_IN_ROLLOUT,
                        INELIGIBLE_NODE_IN_ROLLOUT,
                        FAILED_POD_DELETED_BY_ROLLOUT,
                        NODE_DELETION_UNNOTICED,
                        RECREATED_NODE_UNNOTICED,
                        SURGE_IGNORES_BACK_OFF,
                        STALE_OWN_WRITES);
    }

    @Test
    @DisplayName("13 1.23 repeats these and three more")
    void release23() {
        assertThat(RuleProfile.of("1.23").defects())
                .containsAll(RuleProfile.of("1.28").defects())
                .contains(SUCCEEDED_POD_KEPT, TERMINAL_TERMINATING_BLOCKS, GENERATION_LABEL_NEVER_EQUAL)
                .hasSize(KnownDefect.values().length);
    }

    @Test
    @DisplayName("an unknown profile is refused with the names of the valid ones")
    void unknown() {
        assertThatThrownBy(() -> RuleProfile.of("1.99"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown rules \"1.99\", valid are newest, 1.28, 1.23");
    }

    @Test
    @DisplayName("with() leaves the profile as it is and names what the copy repeats")
    void with() {
        RuleProfile more = RuleProfile.NEWEST.with(SUCCEEDED_POD_KEPT);

        assertThat(more.has(SUCCEEDED_POD_KEPT)).isTrue();
        assertThat(more.name()).isEqualTo("newest+SUCCEEDED_POD_KEPT");
        assertThat(RuleProfile.NEWEST.has(SUCCEEDED_POD_KEPT)).isFalse();
        assertThat(RuleProfile.of("1.23").with(SUCCEEDED_POD_KEPT)).isEqualTo(RuleProfile.of("1.23"));
    }

    @ParameterizedTest
    @EnumSource(KnownDefect.class)
    @DisplayName("every defect says in a sentence what it does")
    void sentences(KnownDefect defect) {
        assertThat(defect.sentence()).endsWith(".");
        assertThat(defect.upstreamIssue()).matches("(#[0-9]+)?");
        assertThat(defect.code()).isEqualTo(defect.name());
    }
}
