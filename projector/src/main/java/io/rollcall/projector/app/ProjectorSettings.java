package io.rollcall.projector.app;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.settings.Validators;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.view.ViewLocation;
import io.rollcall.projector.web.MetricsSettings;
import io.rollcall.projector.web.WebSettings;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Every setting of the projector. */
public final class ProjectorSettings {

    static final String DEFAULT_GROUP = "rollcall-projector";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int WEB_PORT = 8080;

    private static final Validator VIEW =
            Validators.of("a file, or a URL that begins with " + ViewLocation.POSTGRES_URL, value -> {
                String view = (String) value;
                if (view.isBlank() || (view.startsWith("jdbc:") && !view.startsWith(ViewLocation.POSTGRES_URL))) {
                    throw new IllegalArgumentException(
                            "name a file, or a URL that begins with " + ViewLocation.POSTGRES_URL);
                }
            });

    /** Name, type, default and doc of each. */
    public static final SettingsDefinition DEFINITION = new SettingsDefinition(CommonSettings.connection(
                    new ConfigDef())
            .define(
                    "view",
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    VIEW,
                    Importance.HIGH,
                    "Where the view stands: the path of a SQLite file, for one projector, or the jdbc:postgresql: URL of a"
                            + " database, which several share; its parameter currentSchema names a schema that is the view's"
                            + " alone. Made where it is missing; rebuilt from the log when it is not of this version or of"
                            + " this log.")
            .define("view.user", Type.STRING, "", Importance.MEDIUM, "Role that writes a view in PostgreSQL.")
            .define(
                    "view.password.file",
                    Type.STRING,
                    "",
                    Validators.READABLE_FILE,
                    Importance.MEDIUM,
                    "File with the password of that role; empty for none.")
            .define(
                    "view.group",
                    Type.STRING,
                    DEFAULT_GROUP,
                    Importance.LOW,
                    "Consumer group of the projectors that share a view in PostgreSQL: the same for these, another for those"
                            + " of another view of the same log.")
            .define(
                    "view.history.retention.ms",
                    Type.LONG,
                    Retention.FOR_EVER,
                    Range.atLeast(Retention.FOR_EVER),
                    Importance.MEDIUM,
                    "How long versions of the past stay, in journal time from their end; -1 for ever.")
            .define(
                    "view.decisions.retention.ms",
                    Type.LONG,
                    Retention.FOR_EVER,
                    Range.atLeast(Retention.FOR_EVER),
                    Importance.MEDIUM,
                    "How long decisions, commands and rollouts stay, in journal time; -1 for ever.")
            .define(
                    "web.host",
                    Type.STRING,
                    LOOPBACK,
                    Importance.MEDIUM,
                    "Address that the web API listens on. One that other machines reach needs tokens.")
            .define(
                    "web.port",
                    Type.INT,
                    WEB_PORT,
                    Validators.port(),
                    Importance.MEDIUM,
                    "Port of the web API, 0 for a free one.")
            .define(
                    "web.read.tokens.file",
                    Type.STRING,
                    "",
                    Validators.READABLE_FILE,
                    Importance.MEDIUM,
                    "File with the bearer tokens that may read, one a line; empty for none. Read again when it changes.")
            .define(
                    "web.write.tokens.file",
                    Type.STRING,
                    "",
                    Validators.READABLE_FILE,
                    Importance.MEDIUM,
                    "File with the bearer tokens that may read and write, one a line; empty for none. Read again when it changes.")
            .define(
                    "web.hosts",
                    Type.LIST,
                    List.of(),
                    Importance.LOW,
                    "Names by which the web API may be asked beside localhost as long as it has no tokens, for example"
                            + " behind a proxy on the same machine; with commas.")
            .define(
                    "web.max.queries",
                    Type.INT,
                    WebSettings.QUERIES,
                    Range.atLeast(1),
                    Importance.LOW,
                    "How many questions the web API works on at once; others wait up to two seconds, then get 503.")
            .define(
                    "web.max.streams",
                    Type.INT,
                    WebSettings.STREAMS,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How many streams of events the web API keeps open at once; others get 503.")
            .define(
                    "web.max.rate",
                    Type.INT,
                    WebSettings.RATE,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How many requests a second one address may go on making, ten seconds' worth of them at once; more get"
                            + " 429. 0 for any number. Does not hold for this machine itself as long as no tokens are asked"
                            + " for.")
            .define("metrics.host", Type.STRING, LOOPBACK, Importance.MEDIUM, "Address that metrics are served on.")
            .define(
                    "metrics.port",
                    Type.INT,
                    MetricsSettings.PORT,
                    Validators.portOrNone(),
                    Importance.MEDIUM,
                    "Port of the metrics, 0 for a free one, -1 for none.")
            .define(
                    "metrics.pods",
                    Type.BOOLEAN,
                    true,
                    Importance.LOW,
                    "Whether metrics show each daemon pod: about a dozen series a pod."));

    private ProjectorSettings() {}
}
