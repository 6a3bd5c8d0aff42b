package io.rollcall.projector.web.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the view is.
 *
 * @param ready whether the end of the log was reached once since the projector started, or since the view was dropped
 * @param position how far each partition of the journal has been read
 * @param lag records still to be read; left out while that is not known
 * @param recordsRead records read since the projector started, or since the view was dropped
 * @param newest time of the newest record among them
 * @param trouble what keeps the view from moving on; left out when nothing does
 */
record ViewStatus(
        boolean ready,
        String position,
        @Nullable Long lag,
        long recordsRead,
        @Nullable Instant newest,
        @Nullable String trouble) {}
