package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The short form of {@link ManyWatchesSlowTest}, in every build. */
class ManyWatchesIT extends ManyWatches {

    @Test
    @DisplayName(
            "10 watches see each of 50 writes a second for 5 seconds once, and end with what there is; an informer that is cut off for a while goes on where it was")
    void few() throws Exception {
        Relay informer = run(10, 50, 5, 50, 150);
        assertThat(informer.lists()).isEqualTo(1);
        assertThat(informer.watches()).isGreaterThan(1);
        assertThat(informer.gone()).isZero();
    }
}
