package io.rollcall.cluster.app;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The short form of {@link ManyWatchesSlowTest}, in every build. */
class ManyWatchesIT extends ManyWatches {

    @Test
    @DisplayName(
            "10 watches and an informer see each of 50 writes a second for 5 seconds once, and end with what there is")
    void few() throws Exception {
        run(10, 50, 5);
    }
}
