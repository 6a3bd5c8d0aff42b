package io.rollcall.cli.component;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall projector}. */
@Command(
        name = "projector",
        mixinStandardHelpOptions = true,
        description = "Runs the projector: the log as a view, the web API and the page.")
public final class ProjectorCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ComponentProcess.of(new ProjectorComponent(), spec).run(config.file());
    }
}
