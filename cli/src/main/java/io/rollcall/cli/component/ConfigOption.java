package io.rollcall.cli.component;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the settings stand. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "properties file with the settings; the environment wins: ROLLCALL_ and the name in upper case, _ for dots.",
                "Without a file everything comes from the environment."
            })
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
