package io.rollcall.cli.component;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall controller}. */
@Command(name = "controller", mixinStandardHelpOptions = true, description = "Runs the controller: Router and Decider.")
public final class ControllerCommand implements Callable<Integer> {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ComponentProcess.of(new ControllerComponent(), spec).run(config.file());
    }
}
