package io.rollcall.cli.acls;

import io.rollcall.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code rollcall acls}. */
@Command(
        name = "acls",
        description = "Grants what a part of Rollcall needs in Kafka.",
        subcommands = CreateAclsCommand.class)
public final class AclsCommand extends CommandGroup {}
