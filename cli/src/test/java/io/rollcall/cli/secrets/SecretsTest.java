package io.rollcall.cli.secrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import io.rollcall.kubeapi.tls.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @Test
    @DisplayName("what is missing is made, for its owner alone, and what is there stays")
    void madeOnce(@TempDir Path folder) throws Exception {
        Path secrets = folder.resolve("secrets");
        Run first = Run.of("secrets", "create", "--folder=" + secrets, "--name=cluster");
        assertThat(first.status()).as(first.toString()).isZero();
        Map<String, String> made = contents(secrets);
        assertThat(made)
                .containsOnlyKeys(
                        "database-password",
                        "kube-api.p12",
                        "kube-certificate.pem",
                        "kube-key.pem",
                        "kubeconfig",
                        "read-tokens",
                        "write-tokens");
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
        assertThat(Run.of("secrets", "create", "--folder=" + secrets, "--name=cluster")
                        .status())
                .isZero();
        assertThat(contents(secrets)).isEqualTo(made);
    }

    @Test
    @DisplayName("certificate and key belong together, and the kubeconfig trusts the one and has the tokens")
    void fitTogether(@TempDir Path folder) throws Exception {
        Run.of("secrets", "create", "--folder=" + folder, "--name=cluster", "--kube-server=https://localhost:9001");
        var certificate = PemFiles.read(folder.resolve("kube-certificate.pem"), folder.resolve("kube-key.pem"));
        assertThat(certificate.chain().getFirst().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("cluster", "localhost", "127.0.0.1");
        assertThat(Files.readString(folder.resolve("kubeconfig")))
                .contains("server: https://localhost:9001")
                .contains(Files.readString(folder.resolve("write-tokens")).strip())
                .contains(Files.readString(folder.resolve("read-tokens")).strip());
    }

    @Test
    @DisplayName("a folder that cannot be one is named")
    void noFolder(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Run run = Run.of("secrets", "create", "--folder=" + file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--folder " + file);
    }

    private static Map<String, String> contents(Path folder) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file, ISO_8859_1));
            }
        }
        return contents;
    }
}
