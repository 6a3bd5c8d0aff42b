package io.rollcall.cli.secrets;

import io.rollcall.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code rollcall secrets}. */
@Command(
        name = "secrets",
        description = "Makes tokens, passwords and a certificate for those who have none.",
        subcommands = CreateSecretsCommand.class)
public final class SecretsCommand extends CommandGroup {}
