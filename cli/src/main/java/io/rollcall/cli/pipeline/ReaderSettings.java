package io.rollcall.cli.pipeline;

import java.util.Map;

/** Settings of consumers that read committed records, from positions of their own. */
final class ReaderSettings {

    private ReaderSettings() {}

    static Map<String, Object> of(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "5000");
    }
}
