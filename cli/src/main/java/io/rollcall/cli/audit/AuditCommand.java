package io.rollcall.cli.audit;

import io.rollcall.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code rollcall audit}. */
@Command(
        name = "audit",
        description = "Shows what was decided and why, and verifies that it follows from the journal.",
        subcommands = {DecisionsCommand.class, TimelineCommand.class, VerifyCommand.class})
public final class AuditCommand extends CommandGroup {}
