package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a process that runs a cluster")
class ReignTest {

    private final Reign reign = new Reign();

    @Test
    @DisplayName("has lost it to nobody before it has begun")
    void notBegun() {
        assertThat(reign.hasBegun()).isFalse();
        assertThat(reign.isLost(OptionalLong.of(7))).isFalse();
    }

    @Test
    @DisplayName("still has it while the last barriers are those of any of its sessions")
    void own() {
        reign.begins(7);
        reign.begins(9);
        assertThat(reign.isLost(OptionalLong.of(9))).isFalse();
        assertThat(reign.isLost(OptionalLong.of(7)))
                .as("the barriers of the later session were not committed")
                .isFalse();
    }

    @Test
    @DisplayName("has lost it when the last barriers are another's, whether of a higher epoch or of a lower one")
    void another() {
        reign.begins(7);
        assertThat(reign.isLost(OptionalLong.of(8))).isTrue();
        assertThat(reign.isLost(OptionalLong.of(6)))
                .as("a clock that is behind")
                .isTrue();
    }

    @Test
    @DisplayName("has not lost it when its first barriers were never committed and there are no others")
    void none() {
        reign.begins(7);
        assertThat(reign.isLost(OptionalLong.empty())).isFalse();
    }
}
