package io.rollcall.kubeapi.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner may read, where the file system knows owners. */
public final class PrivateFiles {

    private PrivateFiles() {}

    /** Writes a file that was closed to others before anything stood in it. */
    public static Path write(Path file, String text) throws IOException {
        // Such a file is made for its owner alone.
        Path made = Files.createTempFile(file.toAbsolutePath().getParent(), ".new", "");
        try {
            close(made);
            Files.writeString(made, text, StandardCharsets.UTF_8);
            return Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Closes a file to others. */
    public static void close(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
