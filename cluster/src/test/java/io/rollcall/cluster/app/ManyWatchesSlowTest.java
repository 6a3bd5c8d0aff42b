package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kubeapi.store.CommittedObjects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many clients for a minute. */
@Tag("slow")
class ManyWatchesSlowTest extends ManyWatches {

    private static final long CUT = 1_000;

    /** Of the 12,000 changes so many that more are forgotten than were told, and enough are left to be told after the relist. */
    private static final long MENDED = CUT + CommittedObjects.CHANGES_KEPT + 500;

    @Test
    @DisplayName(
            "50 watches see each of 200 writes a second for a minute once, and end with what there is; an informer that is cut off until its version is gone lists again")
    void many() throws Exception {
        Relay informer = run(50, 200, 60, CUT, MENDED);
        assertThat(informer.gone()).isPositive();
        assertThat(informer.lists()).isGreaterThan(1);
    }
}
