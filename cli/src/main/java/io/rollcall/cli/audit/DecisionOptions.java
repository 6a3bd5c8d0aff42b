package io.rollcall.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.explain.Subject;
import io.rollcall.cli.projector.ProjectorClient;
import io.rollcall.cli.projector.ServerOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which decisions a command asks for, and of whom. */
final class DecisionOptions {

    private static final int PAGE = 1_000;

    @Parameters(paramLabel = "ds/NAME", arity = "0..1", description = "A DaemonSet; without it, all of them.")
    private @Nullable String daemonSet;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Its namespace (default: default); without a DaemonSet, all in that namespace.")
    private @Nullable String namespace;

    @Option(names = "--node", paramLabel = "NODE", description = "One node.")
    private @Nullable String node;

    @Option(names = "--since", paramLabel = "TIME", description = "Not before this time, such as 2026-03-01T10:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
    private @Nullable String until;

    @Option(names = "--reason", paramLabel = "CODE", description = "One reason, such as MISSING_POD.")
    private @Nullable String reason;

    @Option(names = "--action", paramLabel = "ACTION", description = "create, delete, adopt or release")
    private @Nullable String action;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "oldest",
            description = "oldest or newest first (default ${DEFAULT-VALUE}).")
    private String order = "oldest";

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, the first in that order.")
    private @Nullable Long limit;

    @Mixin
    private ServerOption server = new ServerOption();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    boolean namesOne() {
        return daemonSet != null || node != null;
    }

    boolean namesNode() {
        return node != null;
    }

    boolean namesDaemonSet() {
        return daemonSet != null;
    }

    /** Gives the decisions one after the other; a page of them is in memory. Returns how many there were. */
    long each(Consumer<JsonNode> decisions) {
        if (limit != null && limit < 1) {
            throw new UserException("--limit " + limit + ": a number from 1 on is needed");
        }
        if (node != null) {
            Subject.requireNode(node);
        }
        ProjectorClient client =
                new ProjectorClient(server.url(), Streams.of(spec).err());
        Map<String, @Nullable String> question = question();
        long left = limit == null ? Long.MAX_VALUE : limit;
        long given = 0;
        while (left > 0) {
            question.put("limit", Long.toString(Math.min(PAGE, left)));
            JsonNode page = client.json("/api/v1/decisions", question);
            for (JsonNode decision : page.path("items")) {
                decisions.accept(decision);
                given++;
                left--;
            }
            String next = page.path("continue").asText("");
            if (next.isEmpty()) {
                break;
            }
            question.put("continue", next);
        }
        return given;
    }

    private Map<String, @Nullable String> question() {
        Map<String, @Nullable String> question = new LinkedHashMap<>();
        if (daemonSet != null) {
            question.put("daemonSet", (namespace == null ? "default" : namespace) + "/" + name(daemonSet));
        } else {
            question.put("namespace", namespace);
        }
        question.put("node", node);
        question.put("since", since);
        question.put("until", until);
        question.put("reason", reason);
        question.put("action", action);
        question.put("order", order);
        return question;
    }

    private static String name(String daemonSet) {
        return Subject.of(daemonSet)
                .filter(subject -> subject.kind() == Subject.Kind.DAEMON_SET)
                .orElseThrow(() -> new UserException(
                        "'" + daemonSet + "' is no DaemonSet: write ds/NAME, and the namespace as -n NAMESPACE"))
                .name();
    }
}
