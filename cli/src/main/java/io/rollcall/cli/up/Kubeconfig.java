package io.rollcall.cli.up;

import io.rollcall.cli.console.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that tells kubectl where the Kubernetes API is. */
final class Kubeconfig {

    private static final String FILE = "kubeconfig";

    private Kubeconfig() {}

    /**
     * Writes it into the data folder; it holds no secret.
     *
     * @return its path
     */
    static Path write(Path data, String url) {
        Path file = data.resolve(FILE);
        String text = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: rollcall
                  cluster:
                    server: %s
                contexts:
                - name: rollcall
                  context:
                    cluster: rollcall
                    user: rollcall
                users:
                - name: rollcall
                  user: {}
                current-context: rollcall
                """.formatted(url);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserException("--data " + data + ": " + FILE + " cannot be written: " + e.getMessage(), e);
        }
    }
}
