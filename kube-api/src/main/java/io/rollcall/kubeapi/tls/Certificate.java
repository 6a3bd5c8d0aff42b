package io.rollcall.kubeapi.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a server proves its name with.
 *
 * @param chain its certificate first, then those that vouch for it
 * @param key the private key of the first
 */
public record Certificate(List<X509Certificate> chain, PrivateKey key) {

    private static final String ALIAS = "rollcall";

    /** Kinds of names in a certificate, as RFC 5280 numbers them. */
    private static final int DNS = 2;

    private static final int ADDRESS = 7;

    /** Copies the chain. */
    public Certificate {
        chain = List.copyOf(chain);
    }

    /** What a server speaks TLS with. */
    public SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            char[] none = new char[0];
            store.setKeyEntry(ALIAS, key, none, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up with the certificate: " + e.getMessage(), e);
        }
    }

    /** The chain as text, for those who are to trust it. */
    public String pem() {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
                text.append("-----BEGIN CERTIFICATE-----\n").append(lines).append("\n-----END CERTIFICATE-----\n");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read must be writable", e);
        }
        return text.toString();
    }

    /** Whether the key is that of the first certificate: what the one signs, the other verifies. */
    boolean matches() {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
        byte[] probe = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }

    /** Whether it may be shown at this time. */
    public boolean valid(Instant at) {
        try {
            chain.getFirst().checkValidity(Date.from(at));
            return true;
        } catch (GeneralSecurityException outside) {
            return false;
        }
    }

    /**
     * By which name, or else address, a client has to ask that reaches the server at a host: empty when the certificate has that name, or has none
     * at all.
     *
     * @param host name or address, without brackets
     */
    public Optional<String> nameInsteadOf(String host) {
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        try {
            Collection<List<?>> all = chain.getFirst().getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                String text = String.valueOf(name.get(1));
                if (Integer.valueOf(ADDRESS).equals(name.get(0)) ? sameAddress(text, host) : covers(text, host)) {
                    return Optional.empty();
                }
                if (Integer.valueOf(DNS).equals(name.get(0))) {
                    names.add(text);
                } else if (Integer.valueOf(ADDRESS).equals(name.get(0))) {
                    addresses.add(text);
                }
            }
        } catch (GeneralSecurityException unreadable) {
            return Optional.empty();
        }
        // Of a whole domain any name will do.
        return Stream.concat(names.stream(), addresses.stream())
                .findFirst()
                .map(name -> name.startsWith("*.") ? "rollcall" + name.substring(1) : name);
    }

    private static boolean covers(String name, String host) {
        int dot = host.indexOf('.');
        return name.equalsIgnoreCase(host)
                || name.startsWith("*.") && dot > 0 && name.substring(1).equalsIgnoreCase(host.substring(dot));
    }

    private static boolean sameAddress(String address, String host) {
        // No name is looked up: only what is an address already is compared as one.
        try {
            return (host.matches("[0-9.]+") || host.contains(":"))
                    && InetAddress.getByName(address).equals(InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
