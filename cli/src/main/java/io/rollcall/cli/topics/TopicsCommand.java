package io.rollcall.cli.topics;

import io.rollcall.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code rollcall topics}. */
@Command(
        name = "topics",
        description = "Creates or shows Rollcall's topics.",
        subcommands = {CreateTopicsCommand.class, DescribeTopicsCommand.class})
public final class TopicsCommand extends CommandGroup {}
