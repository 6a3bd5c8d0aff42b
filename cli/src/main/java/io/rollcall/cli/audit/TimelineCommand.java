package io.rollcall.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.console.JsonLines;
import io.rollcall.cli.console.OutputOption;
import io.rollcall.cli.console.UserException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall audit timeline}. */
@Command(
        name = "timeline",
        mixinStandardHelpOptions = true,
        description =
                "What was decided when for a DaemonSet or a node, by which event, and what became of each command.")
final class TimelineCommand implements Runnable {

    @Mixin
    private DecisionOptions decisions = new DecisionOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    private @Nullable Instant last;

    @Override
    public void run() {
        if (!decisions.namesOne()) {
            throw new UserException("say whose timeline: ds/NAME, --node NODE, or both");
        }
        PrintWriter out = output.streams().out();
        switch (output.format()) {
            case text -> {
                long shown = decisions.each(decision -> text(decision).lines().forEach(out::println));
                if (shown == 0) {
                    out.println("nothing was decided");
                }
            }
            case json -> {
                JsonLines lines = new JsonLines(out);
                decisions.each(decision -> lines.write(DecisionText.json(decision)));
            }
        }
        out.flush();
    }

    /** What happened at one moment stands together under its time. */
    private String text(JsonNode decision) {
        Instant at = Instant.parse(decision.path("at").asText());
        String head = at.equals(last) ? "" : at + since(at) + "\n";
        last = at;
        String where = decisions.namesNode() ? "" : decision.path("node").asText() + ": ";
        String whose =
                decisions.namesDaemonSet() ? "" : decision.path("daemonSet").asText() + ": ";
        return head + "  " + whose + where + DecisionText.action(decision) + ", " + DecisionText.outcome(decision)
                + "\n    " + DecisionText.reason(decision) + "; cause " + DecisionText.cause(decision);
    }

    private String since(Instant at) {
        if (last == null || at.isBefore(last)) {
            return "";
        }
        return String.format(
                Locale.ROOT, "  +%.3f s", Duration.between(last, at).toNanos() / 1e9);
    }
}
