package io.rollcall.cli.topics;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates or shows Rollcall's topics.",
        subcommands = {CreateTopicsCommand.class, DescribeTopicsCommand.class})
public final class TopicsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say create or describe");
    }
}
