package io.rollcall.cli.secrets;

import io.rollcall.cli.console.UserException;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.access.PrivateFiles;
import io.rollcall.kubeapi.access.Tokens;
import io.rollcall.kubeapi.http.KubeApiSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The file that tells kubectl where the Kubernetes API is, whom to trust, and with which token to ask. */
public final class Kubeconfig {

    private static final String FILE = "kubeconfig";
    private static final String WRITER = "rollcall";
    private static final String READER = "rollcall-reader";

    private Kubeconfig() {}

    /**
     * Writes it into a folder, for its owner alone: with tokens, the first of each file is in it.
     *
     * @return its path
     */
    public static Path write(Path folder, String url, KubeApiSettings settings) {
        try {
            return PrivateFiles.write(folder.resolve(FILE), text(url, settings));
        } catch (IOException e) {
            throw new UserException(folder.resolve(FILE) + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String text(String url, KubeApiSettings settings) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("apiVersion: v1\nkind: Config\nclusters:\n- name: rollcall\n  cluster:\n    server: ")
                .append(url)
                .append('\n');
        settings.certificate()
                .ifPresent(certificate -> text.append("    certificate-authority-data: ")
                        .append(Base64.getEncoder()
                                .encodeToString(certificate.pem().getBytes(StandardCharsets.US_ASCII)))
                        .append('\n'));
        settings.certificate()
                .flatMap(certificate -> certificate.nameInsteadOf(host(url)))
                .ifPresent(name ->
                        text.append("    tls-server-name: ").append(name).append('\n'));
        AccessSettings access = settings.access();
        boolean writer = !access.tokens() || access.writeTokens() != null;
        boolean reader = access.readTokens() != null;
        text.append("contexts:\n")
                .append(writer ? context(WRITER) : "")
                .append(reader ? context(READER) : "")
                .append("users:\n")
                .append(writer ? user(WRITER, access.writeTokens()) : "")
                .append(reader ? user(READER, access.readTokens()) : "");
        return text.append("current-context: ")
                .append(writer ? WRITER : READER)
                .append('\n')
                .toString();
    }

    private static String host(String url) {
        String host = URI.create(url).getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String context(String name) {
        return "- name: " + name + "\n  context:\n    cluster: rollcall\n    user: " + name + "\n";
    }

    private static String user(String name, @Nullable Path tokens) throws IOException {
        String user =
                tokens == null ? " {}\n" : "\n    token: " + Tokens.read(tokens).getFirst() + "\n";
        return "- name: " + name + "\n  user:" + user;
    }
}
