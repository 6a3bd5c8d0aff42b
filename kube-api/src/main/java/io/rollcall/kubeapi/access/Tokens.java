package io.rollcall.kubeapi.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens in a file, one a line; empty lines and those that begin with # are left out. A file that changed is read again at the
 * next request, at most once a second: without the file, or without a token in it, nobody is known. A file that cannot be read is tried
 * again; the tokens that were read before hold until then. Safe for threads.
 */
public final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int SHORTEST = 16;
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private final Path file;
    private List<byte[]> digests;
    private final LongSupplier nanos;
    private @Nullable FileTime changed;
    private String trouble = "";
    private long looked;

    /** @throws IllegalArgumentException when the file cannot be used; one line that names it and the mend */
    public Tokens(Path file) {
        this(file, System::nanoTime);
    }

    Tokens(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.looked = nanos.getAsLong();
        try {
            this.changed = Files.getLastModifiedTime(file);
            this.digests = digests(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of tokens " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * The tokens in a file.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when there are none, or one can be guessed; one line that names the place and the mend
     */
    public static List<String> read(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.length() < SHORTEST) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": a token of less than " + SHORTEST
                        + " characters can be guessed: make one with openssl rand -hex 32");
            }
            found.add(line);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "the file of tokens " + file + " has none: write one a line, made with openssl rand -hex 32");
        }
        return found;
    }

    private static List<byte[]> digests(Path file) throws IOException {
        return read(file).stream().map(Tokens::digest).toList();
    }

    /** Whether a token is among them. How long that takes says nothing about what is in the file. */
    public synchronized boolean contain(String token) {
        readAgain();
        byte[] digest = digest(token);
        boolean found = false;
        for (byte[] one : digests) {
            found |= MessageDigest.isEqual(one, digest);
        }
        return found;
    }

    private void readAgain() {
        if (nanos.getAsLong() - looked < LOOK_AGAIN_NANOS) {
            return;
        }
        looked = nanos.getAsLong();
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (now.equals(changed)) {
                return;
            }
            digests = digests(file);
            changed = now;
            trouble = "";
            LOG.info("The tokens in {} were read again", file);
        } catch (NoSuchFileException | IllegalArgumentException e) {
            digests = List.of();
            changed = null;
            warn("Nobody is known by the tokens in " + file + " now: " + e.getMessage());
        } catch (IOException e) {
            warn("The tokens read before hold on, " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** Once, not with each request. */
    private void warn(String text) {
        if (!text.equals(trouble)) {
            trouble = text;
            LOG.warn("{}", text);
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
