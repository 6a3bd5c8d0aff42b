package io.rollcall.cli.acls;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall acls}. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = "Grants what a part of Rollcall needs in Kafka.",
        subcommands = CreateAclsCommand.class)
public final class AclsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say create");
    }
}
