package io.rollcall.cli.secrets;

import io.rollcall.kubeapi.access.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret of 256 random bits in a file that is its owner's alone. */
public final class RandomToken {

    private static final int BYTES = 32;

    private RandomToken() {}

    /**
     * Makes the file when it is not there: who got a token keeps it.
     *
     * @return the file
     */
    public static Path in(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] token = new byte[BYTES];
            new SecureRandom().nextBytes(token);
            PrivateFiles.write(file, HexFormat.of().formatHex(token) + "\n");
        }
        return file;
    }
}
