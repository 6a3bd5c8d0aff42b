package io.rollcall.cli.component;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall registry}. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "Runs the schema registry, which keeps its schemas in a topic.")
public final class RegistryCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ComponentProcess.of(new RegistryComponent(), spec).run(config.file());
    }
}
