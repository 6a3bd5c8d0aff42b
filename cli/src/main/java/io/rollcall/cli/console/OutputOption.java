package io.rollcall.cli.console;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --output}: how a command's results are written, and where. */
public final class OutputOption {

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json")
    private Output format = Output.text;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** How results are written. */
    public Output format() {
        return format;
    }

    /** Where the command writes. */
    public Streams streams() {
        return Streams.of(command);
    }
}
