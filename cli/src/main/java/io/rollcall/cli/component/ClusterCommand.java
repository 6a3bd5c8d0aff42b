package io.rollcall.cli.component;

import picocli.CommandLine.Command;

/** {@code rollcall cluster}. */
@Command(name = "cluster", description = "Runs a simulated cluster with its Kubernetes API.")
public final class ClusterCommand extends ComponentCommand {

    @Override
    Component component() {
        return new ClusterComponent();
    }
}
