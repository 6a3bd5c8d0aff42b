package io.rollcall.kubeapi.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate and its key from files in PEM, as most tools write them. */
public final class PemFiles {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("EC", "RSA", "Ed25519");

    private PemFiles() {}

    /**
     * Reads them.
     *
     * @param chain file of the certificate, and behind it those that vouch for it
     * @param key file of its private key, in PKCS #8 without a password
     * @throws IllegalArgumentException when one cannot be used; one line that names it and the mend
     */
    public static Certificate read(Path chain, Path key) {
        Certificate read = new Certificate(chain(chain), key(key));
        if (!read.matches()) {
            throw new IllegalArgumentException("the private key in " + key + " does not belong to the certificate in "
                    + chain + ", which has to come first in its file: give the key that it was made with");
        }
        return read;
    }

    private static List<X509Certificate> chain(Path file) {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(
                        "the file " + file + " has no certificate: it should begin with -----BEGIN CERTIFICATE-----");
            }
            return found;
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the file " + file + " is no certificate in PEM: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw notUsable(file);
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException otherKind) {
                // The next may be it.
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        throw notUsable(file);
    }

    private static IllegalArgumentException notUsable(Path file) {
        return new IllegalArgumentException("the file " + file
                + " has no private key in PKCS #8 without a password: make one with openssl pkcs8 -topk8 -nocrypt -in "
                + file + " -out FILE");
    }

    private static IllegalArgumentException unreadable(Path file, Exception e) {
        return new IllegalArgumentException("the file " + file + " cannot be read: " + e, e);
    }
}
