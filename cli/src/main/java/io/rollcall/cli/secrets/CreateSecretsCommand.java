package io.rollcall.cli.secrets;

import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.access.PrivateFiles;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.kubeapi.tls.Certificate;
import io.rollcall.kubeapi.tls.SelfMade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall secrets create}: all that components need to be asked from elsewhere, in one folder that is its owner's alone. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes what is missing in a folder: read-tokens and write-tokens for the web and the Kubernetes API, database-password,",
            "a certificate of the Kubernetes API that vouches for itself (kube-certificate.pem, kube-key.pem), and a kubeconfig.",
            "What is there stays, but the kubeconfig is written anew."
        })
final class CreateSecretsCommand implements Runnable {

    private static final int LINE = 64;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            required = true,
            description = "the folder; made when it is not there")
    private Path folder = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "another name or address of the Kubernetes API than localhost and 127.0.0.1; may be given several times")
    private List<String> names = List.of();

    @Option(
            names = "--kube-server",
            paramLabel = "URL",
            defaultValue = "https://127.0.0.1:8001",
            description = "where kubectl reaches the Kubernetes API (default: ${DEFAULT-VALUE})")
    private String server = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        Streams streams = Streams.of(spec);
        try {
            Files.createDirectories(folder);
            Path readers = RandomToken.in(folder.resolve("read-tokens"));
            Path writers = RandomToken.in(folder.resolve("write-tokens"));
            RandomToken.in(folder.resolve("database-password"));
            Certificate certificate = certificate();
            PrivateFiles.write(folder.resolve("kube-certificate.pem"), certificate.pem());
            PrivateFiles.write(folder.resolve("kube-key.pem"), pem(certificate.key()));
            Path kubeconfig = Kubeconfig.write(
                    folder,
                    server,
                    new KubeApiSettings(
                            "0.0.0.0", 0, new AccessSettings(readers, writers, List.of()), Optional.of(certificate)));
            streams.out()
                    .println("secrets are in " + folder + "; kubectl --kubeconfig " + kubeconfig + " asks " + server);
        } catch (IOException e) {
            throw new UserException(
                    "--folder " + folder + ": it cannot be written to (" + e + "); name a folder that can", e);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The one that is there, unless it has run out or is asked by a name that it does not have. */
    private Certificate certificate() {
        SortedSet<String> all = new TreeSet<>(names);
        all.addAll(List.of("localhost", "127.0.0.1"));
        return SelfMade.in(folder, all, Instant.now());
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
