package io.rollcall.cli;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** Version of Rollcall and of what it runs on. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Rollcall.class.getPackage().getImplementationVersion();
        return new String[] {
            "rollcall " + (version == null ? "development" : version),
            "Kafka " + AppInfoParser.getVersion() + ", Java "
                    + Runtime.version().feature()
        };
    }
}
