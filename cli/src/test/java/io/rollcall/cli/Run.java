package io.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished call of the command.
 *
 * @param status exit status
 * @param out lines of standard output
 * @param err lines of standard error
 */
public record Run(int status, List<String> out, List<String> err) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Calls it in this process. */
    public static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Rollcall.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Run(
                status, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** A recording among the examples. */
    public static Path example(String name) {
        return Path.of("..", "examples", "histories", name);
    }

    /** The lines of standard output as JSON, those of one kind. */
    public List<JsonNode> json(String kind) {
        return out.stream()
                .map(Run::parse)
                .filter(line -> line.path("kind").asText().equals(kind))
                .toList();
    }

    /** The lines of standard output without what no two ways of replaying share: seconds and causes' positions. */
    public List<String> comparable() {
        return out.stream()
                .map(line -> line.replaceAll("\"cause\":(null|\\{[^}]*}),", "").replaceAll("\"seconds\":[0-9.]+", ""))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
