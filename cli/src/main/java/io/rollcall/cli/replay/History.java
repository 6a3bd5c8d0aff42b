package io.rollcall.cli.replay;

import io.rollcall.cli.console.UserException;
import io.rollcall.cluster.history.HistoryEntry;
import io.rollcall.cluster.history.HistoryReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A recorded history, read as it goes. Lines that cannot be used are reported and left out. For one thread. */
final class History implements AutoCloseable {

    private final Path file;
    private final HistoryReader reader;
    private final Consumer<String> badLines;
    private int bad;

    private History(Path file, HistoryReader reader, Consumer<String> badLines) {
        this.file = file;
        this.reader = reader;
        this.badLines = badLines;
    }

    /** Opens it; a {@link UserException} says why it cannot be read. */
    static History open(Path file, Consumer<String> badLines) {
        if (!Files.exists(file)) {
            throw new UserException(file + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new UserException(file + ": is a folder; name the history in it");
        }
        try {
            return new History(file, HistoryReader.open(file), badLines);
        } catch (IOException e) {
            throw new UserException(
                    file + ": cannot be read: " + e.getMessage()
                            + "; give yourself the right to read it, or name another history",
                    e);
        }
    }

    /** The next line that can be used. */
    Optional<HistoryEntry.Event> next() {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case HistoryEntry.Event event -> {
                        return Optional.of(event);
                    }
                    case HistoryEntry.Bad unusable -> {
                        bad++;
                        badLines.accept(unusable.message());
                    }
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** How many lines could not be used so far. */
    int bad() {
        return bad;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException ignored) {
            // Everything that was wanted has been read.
        }
    }
}
