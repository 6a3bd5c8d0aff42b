package io.rollcall.cluster.app;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients for a minute. */
@Tag("slow")
class ManyWatchesSlowTest extends ManyWatches {

    @Test
    @DisplayName(
            "50 watches and an informer see each of 200 writes a second for a minute once, and end with what there is")
    void many() throws Exception {
        run(50, 200, 60);
    }
}
