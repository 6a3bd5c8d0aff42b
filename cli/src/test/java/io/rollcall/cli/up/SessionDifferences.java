package io.rollcall.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.util.diff.DiffUtils;

/**
 * How exactly the commands that do otherwise here differ from the recording: for each a unified diff of exit status, output and errors,
 * without what differs between any two clusters. A file keeps them for review; what is in it, no more and no less, must be found again.
 */
final class SessionDifferences {

    private static final String HEAD = "diff ";

    private final Path file;
    private final TreeMap<Integer, String> found = new TreeMap<>();

    SessionDifferences(Path file) {
        this.file = file;
    }

    /** Adds how a command differs; both sides as {@link #side} has them. */
    void add(SessionStep step, List<String> recorded, List<String> here) {
        List<String> diff =
                DiffUtils.generateUnifiedDiff("recorded", "here", recorded, DiffUtils.diff(recorded, here), 0);
        found.put(step.number(), step.number() + " kubectl " + step.command() + "\n" + String.join("\n", diff) + "\n");
    }

    /** What is compared of a command. */
    static List<String> side(SessionStep step, String exit, List<String> out, List<String> err) {
        List<String> side = new ArrayList<>();
        side.add("exit " + exit);
        side.addAll(SessionText.essence(step.args(), out));
        side.add("--- errors");
        side.addAll(SessionText.essence(step.args(), err));
        return side;
    }

    /** Keeps what was found as what is expected from now on. */
    void record() throws IOException {
        StringBuilder text = new StringBuilder();
        found.values().forEach(diff -> text.append(HEAD).append(diff));
        Files.writeString(file, text);
    }

    /** What was expected and not found, or found and not expected; empty when there is no such thing. */
    List<String> unexpected() throws IOException {
        TreeMap<Integer, String> expected = expected();
        TreeSet<Integer> steps = new TreeSet<>(expected.keySet());
        steps.addAll(found.keySet());
        List<String> unexpected = new ArrayList<>();
        for (Integer step : steps) {
            String wanted = expected.getOrDefault(step, "nothing\n");
            String is = found.getOrDefault(step, "nothing\n");
            if (!wanted.equals(is)) {
                unexpected.add("step " + step + " differs otherwise than " + file + " says; expected:\n" + wanted
                        + "found:\n" + is);
            }
        }
        return unexpected;
    }

    private TreeMap<Integer, String> expected() throws IOException {
        TreeMap<Integer, String> expected = new TreeMap<>();
        int step = 0;
        for (String line : Files.readString(file).lines().toList()) {
            // Lines of a diff begin with one of " +-@".
            String added = line;
            if (line.startsWith(HEAD)) {
                added = line.substring(HEAD.length());
                step = Integer.parseInt(added.substring(0, added.indexOf(' ')));
            }
            expected.merge(step, added + "\n", String::concat);
        }
        return expected;
    }
}
