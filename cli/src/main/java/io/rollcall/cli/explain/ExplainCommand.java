package io.rollcall.cli.explain;

import io.rollcall.cli.console.Output;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.projector.ProjectorClient;
import io.rollcall.cli.projector.ServerOption;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says why a node has a pod of a DaemonSet or has none, or how a DaemonSet stands on all nodes;",
            "or why a pod was created, why it was deleted, and by whom, also when it is long gone."
        })
public final class ExplainCommand implements Runnable {

    private static final String NOW = "now";

    @Parameters(paramLabel = "ds/NAME|pod/NAME", description = "The DaemonSet, or the pod.")
    private String subject = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            defaultValue = "default",
            description = "Its namespace (default ${DEFAULT-VALUE}).")
    private String namespace = "default";

    @Option(names = "--node", paramLabel = "NODE", description = "With ds/NAME: one node; without it, all of them.")
    private @Nullable String node;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "As of a moment of the past: a time such as 2026-03-01T10:00:00Z, or a place in the journal such as"
                            + " journal-0@31. Without it, or as now: the present.")
    private @Nullable String at;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void run() {
        PrintWriter out = output.streams().out();
        ProjectorClient projector =
                new ProjectorClient(server.url(), output.streams().err());
        boolean asText = output.format() == Output.text;
        Subject asked = Subject.of(subject)
                .orElseThrow(
                        () -> new UserException(
                                "'" + subject
                                        + "' is no DaemonSet and no pod: write ds/NAME or pod/NAME, and the namespace as -n NAMESPACE"));
        String moment = NOW.equals(at) ? null : at;
        String answer = switch (asked.kind()) {
            case POD -> {
                refuseNode();
                yield projector.explainPod(namespace, asked.name(), moment, asText);
            }
            case DAEMON_SET -> {
                if (node != null) {
                    Subject.requireNode(node);
                }
                yield projector.explain(namespace, asked.name(), node, moment, asText);
            }
        };
        out.print(answer.endsWith("\n") ? answer : answer + "\n");
        out.flush();
    }

    private void refuseNode() {
        if (node != null) {
            throw new UserException("--node " + node + " goes with ds/NAME: a pod has its node");
        }
    }
}
