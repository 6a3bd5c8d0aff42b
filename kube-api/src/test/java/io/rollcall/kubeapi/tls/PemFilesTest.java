package io.rollcall.kubeapi.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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
