package io.rollcall.projector.past;

import java.nio.file.Path;
import java.util.List;

/** The recorded histories of the repository. */
public final class Histories {

    private static final Path FOLDER = Path.of("..", "examples", "histories");

    private Histories() {}

    /** File of a history. */
    public static Path of(String name) {
        return FOLDER.resolve(name + ".jsonl");
    }

    /** All of them. */
    public static List<String> names() {
        return List.of("01-basic", "08-control-plane-taint", "13-rolling-mu1");
    }
}
