package io.rollcall.cli.component;

import picocli.CommandLine.Command;

/** {@code rollcall controller}. */
@Command(name = "controller", description = "Runs the controller: Router and Decider.")
public final class ControllerCommand extends ComponentCommand {

    @Override
    Component component() {
        return new ControllerComponent();
    }
}
