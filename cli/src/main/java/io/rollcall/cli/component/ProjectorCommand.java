package io.rollcall.cli.component;

import picocli.CommandLine.Command;

/** {@code rollcall projector}. */
@Command(name = "projector", description = "Runs the projector: the log as a view, the web API and the page.")
public final class ProjectorCommand extends ComponentCommand {

    @Override
    Component component() {
        return new ProjectorComponent();
    }
}
