package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a cluster that ends by what nobody expected")
class ClusterStoppedExceptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"Java heap space", "GC overhead limit exceeded"})
    @DisplayName("for want of heap says how much there is and how to give more, without a trace of calls")
    void heap(String said) {
        ClusterStoppedException stopped = ClusterStoppedException.fault("cluster c", new OutOfMemoryError(said));
        assertThat(stopped)
                .hasMessageMatching("cluster c has more objects than \\d+ MB of heap hold; give it more .*-Xmx.*")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unable to create native thread", "Direct buffer memory", "Metaspace"})
    @DisplayName("for want of anything else is not told to take more heap")
    void otherMemory(String said) {
        OutOfMemoryError full = new OutOfMemoryError(said);
        assertThat(ClusterStoppedException.fault("cluster c", full))
                .hasMessageContaining(said)
                .hasMessageContaining("a fault of this program")
                .hasCause(full);
    }

    @Test
    @DisplayName("says what it was")
    void fault() {
        StackOverflowError deep = new StackOverflowError();
        assertThat(ClusterStoppedException.fault("cluster c", deep))
                .hasMessageContaining("StackOverflowError")
                .hasCause(deep);
    }
}
