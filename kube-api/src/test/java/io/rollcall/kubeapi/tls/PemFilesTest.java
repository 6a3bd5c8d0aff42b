package io.rollcall.kubeapi.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a certificate and its key are read as they were written")
    void readBack() throws Exception {
        Certificate made = SelfMade.in(folder, List.of("localhost"), Instant.now());
        Path chain = Files.writeString(folder.resolve("tls.crt"), made.pem());
        Path key = Files.writeString(
                folder.resolve("tls.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(made.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");

        Certificate read = PemFiles.read(chain, key);

        assertThat(read.pem()).isEqualTo(made.pem());
        assertThat(read.key()).isEqualTo(made.key());
        assertThat(read.context().getProtocol()).isEqualTo("TLS");
    }

    @Test
    @DisplayName("a key that belongs to another certificate is found out at once")
    void otherKey() throws Exception {
        Certificate made = SelfMade.in(folder, List.of("localhost"), Instant.now());
        Certificate other =
                SelfMade.in(Files.createDirectory(folder.resolve("other")), List.of("localhost"), Instant.now());
        Path chain = Files.writeString(folder.resolve("tls.crt"), made.pem());
        Path key = Files.writeString(
                folder.resolve("tls.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(other.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PemFiles.read(chain, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the private key in " + key + " does not belong to the certificate in " + chain);
    }

    @Test
    @DisplayName("where a certificate lacks the name or address that is asked, it says which name it has")
    void names() throws Exception {
        Certificate domain = SelfMade.in(folder, List.of("*.example.com", "192.0.2.7"), Instant.now());
        assertThat(domain.nameInsteadOf("127.0.0.1")).hasValue("rollcall.example.com");
        assertThat(domain.nameInsteadOf("kube.example.com")).isEmpty();
        assertThat(domain.nameInsteadOf("192.0.2.7")).isEmpty();
        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(SelfMade.in(other, List.of("one.example", "::1"), Instant.now())
                        .nameInsteadOf("0:0:0:0:0:0:0:1"))
                .isEmpty();
        assertThat(SelfMade.in(other, List.of("one.example"), Instant.now()).nameInsteadOf("two.example"))
                .hasValue("one.example");
        assertThat(SelfMade.in(Files.createDirectory(folder.resolve("address")), List.of("192.0.2.7"), Instant.now())
                        .nameInsteadOf("127.0.0.1"))
                .as("addresses alone")
                .hasValue("192.0.2.7");
    }

    @Test
    @DisplayName(
            "the authority stays when the certificate has to be another one: for other names, or when it is about to expire")
    void authority() throws Exception {
        Certificate first = SelfMade.in(folder, List.of("localhost"), Instant.now());
        Certificate named = SelfMade.in(folder, List.of("localhost", "192.0.2.7"), Instant.now());
        Certificate renewed =
                SelfMade.in(folder, List.of("localhost"), Instant.now().plus(Duration.ofDays(820)));
        assertThat(List.of(first, named, renewed))
                .extracting(made -> made.chain().getLast())
                .containsOnly(first.chain().getLast());
        assertThat(List.of(first, named, renewed))
                .extracting(made -> made.chain().getFirst())
                .doesNotHaveDuplicates();
        for (Certificate made : List.of(first, named, renewed)) {
            made.chain().getFirst().verify(first.chain().getLast().getPublicKey());
            assertThat(made.chain().getFirst().getBasicConstraints())
                    .as("vouches for nobody")
                    .isEqualTo(-1);
        }
        assertThat(SelfMade.in(folder, List.of("localhost"), Instant.now()).pem())
                .isEqualTo(renewed.pem());
        Certificate later =
                SelfMade.in(folder, List.of("localhost"), Instant.now().plus(Duration.ofDays(3_640)));
        assertThat(later.chain().getLast()).isNotEqualTo(first.chain().getLast());
    }

    @Test
    @DisplayName("what cannot be used is named, with the mend")
    void unusable() throws Exception {
        Path nothing = folder.resolve("nothing");
        assertThatThrownBy(() -> PemFiles.read(nothing, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the file " + nothing + " cannot be read");
        Path text = Files.writeString(folder.resolve("text"), "no certificate");
        assertThatThrownBy(() -> PemFiles.read(text, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the file " + text);
        Certificate made = SelfMade.in(folder, List.of("localhost"), Instant.now());
        Path chain = Files.writeString(folder.resolve("tls.crt"), made.pem());
        assertThatThrownBy(() -> PemFiles.read(chain, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + text);
    }
}
