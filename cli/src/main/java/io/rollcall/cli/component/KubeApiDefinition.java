package io.rollcall.cli.component;

import io.rollcall.events.settings.Rule;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.settings.Validators;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.access.Gate;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.kubeapi.tls.Certificate;
import io.rollcall.kubeapi.tls.PemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The settings of a Kubernetes API. A component that others reach gets its certificate and its tokens; none are made for it.
 *
 * @param whose whose API it is, for the reference
 * @param defaultPort its port when none is set; -1 for no API
 */
record KubeApiDefinition(String whose, int defaultPort) {

    private static final String HOST = "kube.host";
    private static final String PORT = "kube.port";
    private static final String CERTIFICATE = "kube.certificate.file";
    private static final String KEY = "kube.key.file";
    private static final String READ_TOKENS = "kube.read.tokens.file";
    private static final String WRITE_TOKENS = "kube.write.tokens.file";
    private static final String HOSTS = "kube.hosts";

    SettingsDefinition definition() {
        ConfigDef settings = new ConfigDef()
                .define(
                        HOST,
                        Type.STRING,
                        "127.0.0.1",
                        new NonEmptyString(),
                        Importance.MEDIUM,
                        "Address that the Kubernetes API of " + whose
                                + " listens on. One that other machines reach needs a certificate and tokens.")
                .define(
                        PORT,
                        Type.INT,
                        defaultPort,
                        Validators.portOrNone(),
                        Importance.MEDIUM,
                        "Port of the Kubernetes API, 0 for a free one, -1 for none.")
                .define(
                        CERTIFICATE,
                        Type.STRING,
                        "",
                        Validators.READABLE_FILE,
                        Importance.MEDIUM,
                        "Its certificate in PEM, with those that vouch for it; empty for plain HTTP, which is for this machine alone.")
                .define(
                        KEY,
                        Type.STRING,
                        "",
                        Validators.READABLE_FILE,
                        Importance.MEDIUM,
                        "The certificate's private key in PEM, in PKCS #8 without a password.")
                .define(
                        READ_TOKENS,
                        Type.STRING,
                        "",
                        Validators.READABLE_FILE,
                        Importance.MEDIUM,
                        "File with the bearer tokens that may read, one a line; empty for none. Read again when it changes.")
                .define(
                        WRITE_TOKENS,
                        Type.STRING,
                        "",
                        Validators.READABLE_FILE,
                        Importance.MEDIUM,
                        "File with the bearer tokens that may read and write, one a line; empty for none. Read again when it changes.")
                .define(
                        HOSTS,
                        Type.LIST,
                        List.of(),
                        Importance.LOW,
                        "Names by which it may be asked beside localhost as long as it has no tokens; with commas.");
        return new SettingsDefinition(
                settings,
                List.of(
                        new Rule(List.of(CERTIFICATE, KEY), KubeApiDefinition::pair),
                        new Rule(
                                List.of(HOST, PORT, CERTIFICATE, READ_TOKENS, WRITE_TOKENS),
                                KubeApiDefinition::guarded)));
    }

    private static Optional<String> pair(Map<String, Object> values) {
        String certificate = (String) values.get(CERTIFICATE);
        String key = (String) values.get(KEY);
        if (certificate == null || key == null || (certificate.isEmpty() && key.isEmpty())) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.of("goes together with " + KEY + ": the one is of no use without the other; set both");
        }
        try {
            PemFiles.read(Path.of(certificate), Path.of(key));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> guarded(Map<String, Object> values) {
        boolean served = !Integer.valueOf(-1).equals(values.get(PORT));
        boolean tokens = !"".equals(values.get(READ_TOKENS)) || !"".equals(values.get(WRITE_TOKENS));
        boolean certificate = !"".equals(values.get(CERTIFICATE));
        String host = String.valueOf(values.get(HOST));
        if (served && !Gate.isLoopback(host) && !(tokens && certificate)) {
            return Optional.of("other machines reach " + host + ", and anybody there could use the Kubernetes API: set "
                    + CERTIFICATE + ", " + KEY + " and " + READ_TOKENS + " or " + WRITE_TOKENS
                    + ", or listen on 127.0.0.1");
        }
        return Optional.empty();
    }

    /** Where it listens, and for whom; empty for nowhere. */
    Optional<KubeApiSettings> of(Settings settings) {
        int port = settings.number(PORT);
        if (port < 0) {
            return Optional.empty();
        }
        AccessSettings access = new AccessSettings(
                settings.path(READ_TOKENS).orElse(null),
                settings.path(WRITE_TOKENS).orElse(null),
                settings.list(HOSTS));
        Optional<Certificate> certificate =
                settings.path(CERTIFICATE).flatMap(chain -> settings.path(KEY).map(key -> PemFiles.read(chain, key)));
        return Optional.of(new KubeApiSettings(settings.text(HOST), port, access, certificate));
    }
}
