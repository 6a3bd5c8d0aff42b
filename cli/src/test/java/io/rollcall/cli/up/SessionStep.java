package io.rollcall.cli.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A command that was given to a real cluster, and what came of it.
 *
 * @param number place in the session
 * @param args what stood behind {@code kubectl}
 * @param note what the recording says about it; may be empty
 * @param exit exit status, or that it was stopped
 * @param out standard output, at most its first 60 lines
 * @param err standard error
 */
record SessionStep(int number, List<String> args, String note, String exit, List<String> out, List<String> err) {

    /** Of longer outputs the recording has no more. */
    static final int LINES = 60;

    /** The recorded session, in order. */
    static List<SessionStep> recorded() throws IOException {
        try (InputStream stream = SessionStep.class.getResourceAsStream("/kubectl/session.json")) {
            List<SessionStep> steps = new ArrayList<>();
            for (JsonNode step : new ObjectMapper().readTree(Objects.requireNonNull(stream))) {
                steps.add(new SessionStep(
                        step.path("step").asInt(),
                        texts(step.path("args")),
                        step.path("note").asText(),
                        step.path("exit").asText(),
                        texts(step.path("out")),
                        texts(step.path("err"))));
            }
            return steps;
        }
    }

    /** The command as people write it. */
    String command() {
        return String.join(" ", args) + (note.isEmpty() ? "" : " # " + note);
    }

    /** Whether it had to be stopped. */
    boolean stopped() {
        return exit.startsWith("stopped");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
