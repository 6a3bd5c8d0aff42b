package io.rollcall.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which revision {@code kubectl rollout undo} takes (semantics 6.6). */
class RollbackTest {

    @Test
    @DisplayName("C230 without a number the revision before the newest, however many numbers are missing between")
    void previous() {
        assertThat(undo(3, Rollback.TO_PREVIOUS, 1L, 2L, 3L)).isEqualTo(new Rollback.To(2));
        assertThat(undo(9, Rollback.TO_PREVIOUS, 4L, 9L)).isEqualTo(new Rollback.To(4));
    }

    @Test
    @DisplayName("C230 with a number that revision, unless there is none or it is the present one")
    void numbered() {
        assertThat(undo(3, 1, 1L, 2L, 3L)).isEqualTo(new Rollback.To(1));
        assertThat(undo(3, 3, 1L, 2L, 3L)).isEqualTo(new Rollback.Skipped(3));
        assertThat(undo(3, 9, 1L, 2L, 3L))
                .isEqualTo(new Rollback.NotFound("unable to find specified revision 9 in history"));
        assertThat(undo(3, -1, 1L, 2L, 3L))
                .isEqualTo(new Rollback.NotFound("unable to find specified revision -1 in history"));
    }

    @Test
    @DisplayName("C230 where the newest revision is not the present one, undoing may find that nothing changes")
    void presentIsPrevious() {
        assertThat(undo(2, Rollback.TO_PREVIOUS, 1L, 2L, 3L)).isEqualTo(new Rollback.Skipped(2));
    }

    @Test
    @DisplayName("6.6 a single revision has none before it")
    void single() {
        Rollback none = new Rollback.NotFound("no last revision to roll back to");
        assertThat(undo(1, Rollback.TO_PREVIOUS, 1L)).isEqualTo(none);
        assertThat(undo(0, Rollback.TO_PREVIOUS)).isEqualTo(none);
    }

    private static Rollback undo(long present, long wanted, Long... kept) {
        return Rollback.choose(new TreeSet<>(List.of(kept)), present, wanted);
    }
}
