package io.rollcall.cli.component;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that runs one component until it is told to stop. */
@Command(mixinStandardHelpOptions = true)
abstract class ComponentCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "properties file with the settings; the environment wins: ROLLCALL_ and the name in upper case, _ for dots.",
                "Without a file everything comes from the environment."
            })
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** What it runs. */
    abstract Component component();

    @Override
    public final Integer call() {
        return ComponentProcess.of(component(), spec).run(Optional.ofNullable(config));
    }
}
