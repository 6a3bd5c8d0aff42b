package io.rollcall.projector.past;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recorded histories of the repository and, with -Drollcall.histories=DIR, a folder with one recording a folder, of that one. */
public final class Histories {

    private static final Path FOLDER = Path.of("..", "examples", "histories");

    private Histories() {}

    /** File of a history. */
    public static Path of(String name) {
        return FOLDER.resolve(name + ".jsonl");
    }

    /** The largest of the folder that is named; empty when none is. */
    public static Optional<Path> largest() throws IOException {
        String folder = System.getProperty("rollcall.histories", "");
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder), 2)) {
            return files.filter(file -> file.getFileName().toString().startsWith("history.jsonl"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()));
        }
    }

    /** All of them. */
    public static List<String> names() {
        return List.of("01-basic", "08-control-plane-taint", "13-rolling-mu1");
    }
}
