package io.rollcall.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.console.Csv;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.Streams;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall audit decisions}. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Prints decisions with their reasons and causes, as many as there are.")
final class DecisionsCommand implements Runnable {

    /** How decisions are written. */
    enum Format {
        text,
        json,
        csv
    }

    @Mixin
    private DecisionOptions decisions = new DecisionOptions();

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text, json or csv")
    private Format output = Format.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = Streams.of(spec).out();
        switch (output) {
            case text -> decisions.each(decision -> out.println(text(decision)));
            case json -> {
                JsonLines lines = new JsonLines(out);
                decisions.each(decision -> lines.write(DecisionText.json(decision)));
            }
            case csv -> csv(new Csv(out));
        }
        out.flush();
    }

    private static String text(JsonNode decision) {
        return decision.path("at").asText() + "  " + decision.path("daemonSet").asText() + "  "
                + decision.path("node").asText() + "  " + DecisionText.action(decision) + ": "
                + DecisionText.reason(decision) + "; cause " + DecisionText.cause(decision);
    }

    private void csv(Csv csv) {
        boolean[] headed = {false};
        Runnable head = () -> {
            if (!headed[0]) {
                csv.row(
                        "at",
                        "daemonSet",
                        "node",
                        "action",
                        "pod",
                        "revision",
                        "reason",
                        "detail",
                        "cause",
                        "journal",
                        "id",
                        "commandId",
                        "outcome",
                        "rules");
                headed[0] = true;
            }
        };
        decisions.each(decision -> {
            // Not before the first answer: a question that cannot be answered prints nothing.
            head.run();
            csv.row(
                    decision.path("at").asText(),
                    decision.path("daemonSet").asText(),
                    decision.path("node").asText(),
                    decision.path("action").asText(),
                    decision.path("pod").asText(),
                    decision.path("revision").asText(),
                    decision.path("reason").asText(),
                    DecisionText.detail(decision, "; "),
                    DecisionText.place(decision.path("cause")),
                    DecisionText.place(decision.path("journal")),
                    decision.path("id").asText(),
                    decision.path("commandId").asText(""),
                    decision.path("outcome").path("outcome").asText(""),
                    decision.path("rules").asText());
        });
        head.run();
    }
}
