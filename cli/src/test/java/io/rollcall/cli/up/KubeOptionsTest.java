package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.cli.console.UserException;
import io.rollcall.cli.secrets.Kubeconfig;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.kubeapi.tls.SelfMade;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KubeOptionsTest {

    @TempDir
    private Path data;

    @Test
    @DisplayName("on the loopback interface: plain HTTP, no tokens, nothing in the data folder but the kubeconfig")
    void local() throws Exception {
        KubeApiSettings settings = options().settings(data);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8001);
        assertThat(settings.access().tokens()).isFalse();
        assertThat(settings.certificate()).isEmpty();
        assertThat(options("--kube-host", "127.0.0.2").settings(data).access().tokens())
                .isFalse();
        Path kubeconfig = Kubeconfig.write(data, "http://127.0.0.1:8001", settings);
        assertThat(Files.readString(kubeconfig))
                .contains("server: http://127.0.0.1:8001", "user: {}", "current-context: rollcall")
                .doesNotContain("token", "certificate");
    }

    @Test
    @DisplayName("where others reach it: tokens and a certificate are made, kept, and for the owner alone")
    void exposed() throws Exception {
        KubeApiSettings settings = options("--kube-host", "0.0.0.0").settings(data);
        String written = Files.readString(Kubeconfig.write(data, "https://127.0.0.1:8001", settings));

        String token = Files.readString(data.resolve("kube-write-tokens")).strip();
        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(written).contains("certificate-authority-data: ", "token: " + token, "name: rollcall-reader");
        assertThat(settings.certificate().orElseThrow().chain().getFirst().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("localhost", "127.0.0.1", InetAddress.getLocalHost().getHostName());
        for (String file : List.of("kube-read-tokens", "kube-write-tokens", "kube-api.p12", "kubeconfig")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        KubeApiSettings again = options("--kube-host", "0.0.0.0").settings(data);
        assertThat(Files.readString(Kubeconfig.write(data, "https://127.0.0.1:8001", again)))
                .isEqualTo(written);
    }

    @Test
    @DisplayName(
            "tokens that are given bring TLS, since kubectl sends none without; readers alone have a context of their own")
    void given() throws Exception {
        Path tokens = Files.writeString(data.resolve("mine"), "# people\nreader-0123456789abcdef\n");
        KubeApiSettings settings =
                options("--kube-read-tokens", tokens.toString()).settings(data);
        assertThat(settings.certificate()).isPresent();
        assertThat(Files.readString(Kubeconfig.write(data, "https://127.0.0.1:8001", settings)))
                .contains("current-context: rollcall-reader", "token: reader-0123456789abcdef")
                .doesNotContain("name: rollcall\n  context");
    }

    @Test
    @DisplayName("where the certificate lacks the address that is asked, the kubeconfig says which name it has")
    void otherName() throws Exception {
        Path tokens = Files.writeString(data.resolve("mine"), "reader-0123456789abcdef\n");
        KubeApiSettings settings = new KubeApiSettings(
                "0.0.0.0",
                0,
                new AccessSettings(tokens, null, List.of()),
                Optional.of(SelfMade.in(data, List.of("rollcall.example.com"), Instant.now())));
        assertThat(Files.readString(Kubeconfig.write(data, "https://127.0.0.1:8001", settings)))
                .contains("    tls-server-name: rollcall.example.com\n");
        assertThat(Files.readString(Kubeconfig.write(data, "https://rollcall.example.com:8001", settings)))
                .doesNotContain("tls-server-name");
    }

    @Test
    @DisplayName("what cannot be used is named")
    void refused() {
        assertThatThrownBy(() -> options("--kube-port", "99999").check())
                .isInstanceOf(UserException.class)
                .hasMessage("--kube-port 99999: a port from 0 to 65535 is needed");
        assertThatThrownBy(() -> options("--event-ttl", "0").check())
                .isInstanceOf(UserException.class)
                .hasMessage("--event-ttl 0: seconds from 1 on are needed");
        assertThatThrownBy(() -> options("--kube-key", "x").check())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--kube-certificate and --kube-key go together");
        assertThatThrownBy(() -> options("--kube-key", "nothing", "--kube-certificate", "nothing")
                        .settings(data))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the file nothing cannot be read");
        assertThatThrownBy(() -> options("--kube-host", "nosuch.invalid").settings(data))
                .isInstanceOf(UserException.class)
                .hasMessage("--kube-host nosuch.invalid: nobody knows this name; give an address of this machine, or"
                        + " 127.0.0.1");
        assertThat(data).as("nothing was made").isEmptyDirectory();
        assertThat(options("--event-ttl", "60").eventsKept()).isEqualTo(Duration.ofMinutes(1));
    }

    private static KubeOptions options(String... arguments) {
        KubeOptions options = new KubeOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("kube", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }
}
