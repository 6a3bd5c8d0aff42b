package io.rollcall.cli.component;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall cluster}. */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = "Runs a simulated cluster with its Kubernetes API.")
public final class ClusterCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ComponentProcess.of(new ClusterComponent(), spec).run(config.file());
    }
}
