package io.rollcall.cli.console;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only has subcommands: called by itself it is wrong usage, and says which there are. */
@Command(mixinStandardHelpOptions = true)
public abstract class CommandGroup implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public final void run() {
        List<String> names = new ArrayList<>(spec.subcommands().keySet());
        String last = names.removeLast();
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say " + (names.isEmpty() ? last : String.join(", ", names) + " or " + last));
    }
}
