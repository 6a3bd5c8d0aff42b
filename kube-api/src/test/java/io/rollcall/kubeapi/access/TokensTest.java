package io.rollcall.kubeapi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the tokens in a file")
class TokensTest {

    private static final String ONE = "one-0123456789abcdef";
    private static final String TWO = "two-0123456789abcdef";

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private long written;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path file;

    @SuppressWarnings("NullAway.Init")
    private Tokens tokens;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("tokens");
        write(ONE);
        tokens = new Tokens(file, nanos::get);
    }

    @Test
    @DisplayName("are read again when it changes, and taken back by writing others")
    void changed() throws Exception {
        assertThat(tokens.contain(ONE)).isTrue();
        write(TWO);
        later();
        assertThat(tokens.contain(ONE)).isFalse();
        assertThat(tokens.contain(TWO)).isTrue();
    }

    @Test
    @DisplayName("are taken back by emptying or deleting it, and known again when it is back")
    void takenBack() throws Exception {
        write("# nobody");
        later();
        assertThat(tokens.contain(ONE)).isFalse();
        write(ONE);
        later();
        assertThat(tokens.contain(ONE)).isTrue();
        Files.delete(file);
        later();
        assertThat(tokens.contain(ONE)).isFalse();
        write(TWO);
        later();
        assertThat(tokens.contain(TWO)).isTrue();
    }

    @Test
    @DisplayName("that could not be read once are tried again")
    void triedAgain() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);
        FileTime now = FileTime.from(Instant.ofEpochSecond(++written));
        Files.setLastModifiedTime(file, now);
        later();
        assertThat(tokens.contain(ONE)).as("what was read before holds").isTrue();
        Files.delete(file);
        Files.writeString(file, TWO);
        Files.setLastModifiedTime(file, now);
        later();
        assertThat(tokens.contain(TWO)).isTrue();
        assertThat(tokens.contain(ONE)).isFalse();
    }

    @Test
    @DisplayName("that were read before hold as long as one of those in it now can be guessed")
    void spoilt() throws Exception {
        write(TWO + "\nshort");
        later();
        assertThat(tokens.contain(ONE)).isTrue();
        assertThat(tokens.contain(TWO)).isFalse();
        write(TWO);
        later();
        assertThat(tokens.contain(ONE)).isFalse();
        assertThat(tokens.contain(TWO)).isTrue();
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text + "\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(++written)));
    }

    private void later() {
        nanos.addAndGet(2_000_000_000L);
    }
}
