package io.rollcall.cli.audit;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Shows what was decided and why, and verifies that it follows from the journal.",
        subcommands = {DecisionsCommand.class, TimelineCommand.class, VerifyCommand.class})
public final class AuditCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say decisions, timeline or verify");
    }
}
