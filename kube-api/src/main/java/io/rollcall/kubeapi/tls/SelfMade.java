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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate for those who have no other, with an authority of its own that vouches for it. Both are kept in a folder. When the server gets a
 * name that the certificate does not have, or it is about to expire, another one is made; the authority stays for ten years, so that who trusted it
 * once may go on doing so. They are made by the {@code keytool} of the running JDK, since Java's library reads certificates but makes none.
 */
public final class SelfMade {

    private static final String FILE = "kube-api.p12";
    private static final String ALIAS = "rollcall";

    /** The file's permissions keep others out; the format wants a password nevertheless. */
    private static final String PASSWORD = "rollcall";

    private static final String AUTHORITY = "authority";
    private static final int DAYS = 825;
    private static final int AUTHORITY_DAYS = 3_650;

    /** So long before its end another one is made. */
    private static final Duration RENEWED = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(SelfMade.class);
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
            boolean goesOn = kept.chain().size() > 1
                    && new Certificate(List.of(kept.chain().getLast()), kept.key()).valid(now.plus(RENEWED));
            make(file, wanted, goesOn);
            if (!goesOn) {
                LOG.warn(
                        "The certificate in {} had to be replaced by one that another authority vouches for: kubeconfigs that were"
                                + " copied to other machines have to be copied again",
                        file);
            }
            return read(file);
        }
        make(file, wanted, false);
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
            certificate.checkValidity(Date.from(now.plus(RENEWED)));
            return names.containsAll(wanted);
        } catch (CertificateException expired) {
            return false;
        }
    }

    /**
     * Made in a folder that is closed to others, and moved when it is whole.
     *
     * @param goesOn whether the authority in the present file vouches for it
     */
    private static void make(Path file, SortedSet<String> names, boolean goesOn) {
        try {
            Path closed = Files.createTempDirectory(file.toAbsolutePath().getParent(), "certificate");
            Path made = closed.resolve(FILE);
            try {
                if (goesOn) {
                    Files.copy(file, made);
                    keytool(made, "-delete", "-alias", ALIAS);
                } else {
                    pair(
                            made,
                            AUTHORITY,
                            "CN=Rollcall authority",
                            AUTHORITY_DAYS,
                            "bc:critical=ca:true",
                            "KeyUsage:critical=keyCertSign");
                }
                String sans = names.stream().map(SelfMade::san).collect(Collectors.joining(","));
                pair(
                        made,
                        ALIAS,
                        "CN=Rollcall",
                        DAYS,
                        "SAN=" + sans,
                        "KeyUsage=digitalSignature",
                        "ExtendedKeyUsage=serverAuth");
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

    private static void pair(Path store, String alias, String name, int days, String... extensions) throws IOException {
        List<String> options = new ArrayList<>(List.of("-genkeypair", "-dname", name, "-alias", alias));
        options.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", Integer.toString(days)));
        for (String extension : extensions) {
            options.addAll(List.of("-ext", extension));
        }
        if (!alias.equals(AUTHORITY)) {
            options.addAll(List.of("-signer", AUTHORITY));
        }
        keytool(store, options.toArray(String[]::new));
    }

    private static void keytool(Path store, String... options) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
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
                    && store.getCertificateChain(ALIAS) instanceof java.security.cert.Certificate[] chain) {
                return new Certificate(
                        Arrays.stream(chain).map(X509Certificate.class::cast).toList(), key);
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
