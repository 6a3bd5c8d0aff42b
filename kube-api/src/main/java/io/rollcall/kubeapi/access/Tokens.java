package io.rollcall.kubeapi.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens in a file, one a line; empty lines and those that begin with # are left out. It is read again at the next request, at most
 * once a second. A file that is emptied or deleted has no tokens: who takes them back may rely on it. As long as one that changed cannot be used
 * otherwise, the tokens that were in it before hold. Safe for threads.
 */
public final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int SHORTEST = 16;
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    private final Path file;
    private List<byte[]> digests;

    /** Why the file cannot be used; told once. */
    private @Nullable String problem;

    private final LongSupplier nanos;
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
        List<String> found = tokens(file);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "the file of tokens " + file + " has none: write one a line, made with openssl rand -hex 32");
        }
        return found;
    }

    private static List<String> tokens(Path file) throws IOException {
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
        return found;
    }

    private static List<byte[]> digests(Path file) throws IOException {
        return digests(read(file));
    }

    private static List<byte[]> digests(List<String> tokens) {
        return tokens.stream().map(Tokens::digest).toList();
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
        long now = nanos.getAsLong();
        if (now - looked < LOOK_AGAIN_NANOS) {
            return;
        }
        looked = now;
        try {
            List<byte[]> read = Files.exists(file) ? digests(tokens(file)) : List.of();
            if (problem != null || !same(read, digests)) {
                LOG.info("The tokens in {} were read again: {} of them hold", file, read.size());
            }
            digests = read;
            problem = null;
        } catch (IOException | IllegalArgumentException e) {
            if (!e.toString().equals(problem)) {
                problem = e.toString();
                LOG.warn("The tokens read before from {} hold on, until it can be used: {}", file, e.toString());
            }
        }
    }

    private static boolean same(List<byte[]> some, List<byte[]> others) {
        return Arrays.deepEquals(some.toArray(), others.toArray());
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
