package io.rollcall.cli.component;

import picocli.CommandLine.Command;

/** {@code rollcall registry}. */
@Command(name = "registry", description = "Runs the schema registry, which keeps its schemas in a topic.")
public final class RegistryCommand extends ComponentCommand {

    @Override
    Component component() {
        return new RegistryComponent();
    }
}
