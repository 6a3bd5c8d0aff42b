package io.rollcall.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Leaves out what Kafka Streams tells of a failure with a stack trace: the controller tells the same in a line with the mend. */
final class SaidElsewhere extends TurboFilter {

    private static final String FAILURE = "Encountered the following exception during processing";

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable thrown) {
        return format != null && format.contains(FAILURE) && logger.getName().equals(KafkaStreams.class.getName())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
