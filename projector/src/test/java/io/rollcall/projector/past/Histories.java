package io.rollcall.projector.past;

import java.nio.file.Path;
import java.util.List;

/** The recorded histories of the repository. */
final class Histories {

    private static final Path FOLDER = Path.of("..", "examples", "histories");

    private Histories() {}

    static Path of(String name) {
        return FOLDER.resolve(name + ".jsonl");
    }

    static List<String> names() {
        return List.of("01-basic", "08-control-plane-taint", "13-rolling-mu1");
    }
}
