package io.rollcall.kubeapi.tls;

import io.rollcall.kubeapi.access.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A certificate that vouches for itself, for those who have no other. It is kept in a folder, so that who trusted it once may go on doing so; another one
 * is made when the server gets a name that it does not have, or when it expires. It is made by the {@code keytool} of the running JDK, since Java's
 * library reads certificates but makes none.
 */
public final class SelfMade {

    private static final String FILE = "kube-api.p12";
    private static final String ALIAS = "rollcall";

    /** The file's permissions keep others out; the format wants a password nevertheless. */
    private static final String PASSWORD = "rollcall";

    private static final int DAYS = 825;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private SelfMade() {}

    /**
     * The one in the folder, made when it is not there or of no use any more.
     *
     * @param names names and addresses by which the server is asked
     * @param now it must be valid then
     * @throws IllegalArgumentException when it cannot be made or read; one line that says what to do
     */
    public static Certificate in(Path folder, Collection<String> names, Instant now) {
        Path file = folder.resolve(FILE);
        SortedSet<String> wanted = new TreeSet<>(names);
        if (Files.exists(file)) {
            Certificate kept = read(file);
            if (serves(kept.chain().getFirst(), wanted, now)) {
                return kept;
            }
        }
        make(file, wanted);
        return read(file);
    }

    private static boolean serves(X509Certificate certificate, SortedSet<String> wanted, Instant now) {
        try {
            SortedSet<String> names = new TreeSet<>();
            for (List<?> name : certificate.getSubjectAlternativeNames() == null
                    ? List.<List<?>>of()
                    : certificate.getSubjectAlternativeNames()) {
                names.add(String.valueOf(name.get(1)));
            }
            certificate.checkValidity(Date.from(now));
            return names.containsAll(wanted);
        } catch (CertificateException expired) {
            return false;
        }
    }

    /** Made in a folder that is closed to others, and moved when it is whole. */
    private static void make(Path file, SortedSet<String> names) {
        try {
            Path closed = Files.createTempDirectory(file.toAbsolutePath().getParent(), "certificate");
            Path made = closed.resolve(FILE);
            try {
                keytool(made, names);
                PrivateFiles.close(made);
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(made);
                Files.delete(closed);
            }
        } catch (IOException e) {
            throw notMade(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static void keytool(Path made, SortedSet<String> names) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String sans = names.stream().map(SelfMade::san).collect(Collectors.joining(","));
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-dname", "CN=Rollcall"));
        command.addAll(List.of("-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-validity", Integer.toString(DAYS), "-ext", "SAN=" + sans));
        command.addAll(List.of("-ext", "KeyUsage=digitalSignature", "-ext", "ExtendedKeyUsage=serverAuth"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", made.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(said.lines().findFirst().orElse("keytool said nothing"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    /** Addresses have digits and dots alone, or colons. */
    private static String san(String name) {
        return (ADDRESS.matcher(name).matches() ? "ip:" : "dns:") + name;
    }

    private static Certificate read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(stream, PASSWORD.toCharArray());
            if (store.getKey(ALIAS, PASSWORD.toCharArray()) instanceof PrivateKey key
                    && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
                return new Certificate(List.of(certificate), key);
            }
            throw new IOException("it has no key named " + ALIAS);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the certificate in " + file + " cannot be used: " + e.getMessage()
                            + "; delete the file to have another made",
                    e);
        }
    }

    private static IllegalArgumentException notMade(Path file, String why, IOException cause) {
        return new IllegalArgumentException(
                "no certificate could be made in " + file + ": " + why + "; give one, in PEM, with its key", cause);
    }
}
