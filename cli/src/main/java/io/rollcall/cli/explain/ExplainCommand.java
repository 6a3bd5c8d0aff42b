package io.rollcall.cli.explain;

import io.rollcall.cli.console.Output;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:ROLLCALL_SERVER:-http://127.0.0.1:8080}",
            description = "The projector to ask (environment ROLLCALL_SERVER; default http://127.0.0.1:8080).")
    private String server = "";

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json")
    private Output output = Output.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = Streams.of(spec).out();
        ProjectorClient projector = new ProjectorClient(server, Streams.of(spec).err());
        boolean asText = output == Output.text;
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
