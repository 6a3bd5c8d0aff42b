package io.rollcall.cli.console;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: results to {@code out}, everything else to {@code err}. */
public record Streams(PrintWriter out, PrintWriter err) {

    /** Those that picocli was given. */
    public static Streams of(CommandSpec command) {
        return new Streams(command.commandLine().getOut(), command.commandLine().getErr());
    }
}
