package io.rollcall.cli;

import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.Output;
import io.rollcall.cli.console.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version.")
final class VersionCommand implements Runnable {

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json")
    private Output output = Output.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        Streams streams = Streams.of(spec);
        String[] lines = new VersionText().getVersion();
        switch (output) {
            case text -> {
                for (String line : lines) {
                    streams.out().println(line);
                }
            }
            case json ->
                new JsonLines(streams.out())
                        .write(JsonLines.of("version").put("version", lines[0].substring("rollcall ".length())));
        }
    }
}
