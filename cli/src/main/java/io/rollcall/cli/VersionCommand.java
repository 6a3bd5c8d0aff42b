package io.rollcall.cli;

import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.Streams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Prints the version.")
final class VersionCommand implements Runnable {

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void run() {
        Streams streams = output.streams();
        String[] lines = new VersionText().getVersion();
        switch (output.format()) {
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
