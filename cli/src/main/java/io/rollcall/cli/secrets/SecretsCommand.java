package io.rollcall.cli.secrets;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall secrets}. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "Makes tokens, passwords and a certificate for those who have none.",
        subcommands = CreateSecretsCommand.class)
public final class SecretsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say create");
    }
}
