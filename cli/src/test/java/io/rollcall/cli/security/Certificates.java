package io.rollcall.cli.security;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and certificates that it vouches for, made by the keytool of the running JDK. */
final class Certificates {

    private static final int LINE = 64;

    private final Path folder;
    private final String password;
    private final Path all;

    private Certificates(Path folder, String password) {
        this.folder = folder;
        this.password = password;
        this.all = folder.resolve("all.p12");
    }

    /**
     * Makes them.
     *
     * @param password of every key store
     * @param names who gets a certificate, as its CN
     */
    static Certificates make(Path folder, String password, List<String> names)
            throws IOException, InterruptedException, GeneralSecurityException {
        Certificates made = new Certificates(Files.createDirectories(folder), password);
        made.keytool("authority", "-ext", "bc:critical=ca:true", "-ext", "KeyUsage=keyCertSign");
        for (String name : names) {
            made.keytool(name, "-signer", "authority", "-ext", "SAN=ip:127.0.0.1,dns:localhost");
        }
        made.export(names);
        return made;
    }

    /** The authority, in PEM. */
    Path authority() {
        return folder.resolve("authority.pem");
    }

    /** Certificate and key of one, in PKCS 12. */
    Path keyStore(String name) {
        return folder.resolve(name + ".p12");
    }

    private void keytool(String name, String... more) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-J-XX:TieredStopAtLevel=1", "-genkeypair"));
        command.addAll(List.of("-alias", name, "-dname", "CN=" + name + ",O=Rollcall", "-validity", "2"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", all.toString(), "-storepass", password));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("keytool: " + said);
        }
    }

    private void export(List<String> names) throws IOException, GeneralSecurityException {
        char[] secret = password.toCharArray();
        KeyStore store = KeyStore.getInstance(all.toFile(), secret);
        Files.writeString(
                authority(),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                                .encodeToString(
                                        store.getCertificate("authority").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        for (String name : names) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, secret);
            own.setKeyEntry(name, store.getKey(name, secret), secret, store.getCertificateChain(name));
            try (OutputStream out = Files.newOutputStream(keyStore(name))) {
                own.store(out, secret);
            }
        }
    }
}
