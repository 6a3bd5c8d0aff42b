package io.rollcall.cluster.app;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Every setting of the simulated cluster. */
public final class SimulatedClusterSettings {

    /** Worker nodes that are made when they are missing. */
    public static final String NODES = "nodes";

    /** Files with manifests that are applied when their objects are missing. */
    public static final String MANIFESTS = "manifests";

    static final String NAME = "cluster.name";
    static final String SEED = "seed";
    static final String HEARTBEAT = "heartbeat.interval.ms";
    static final String EVENT_RETENTION = "event.retention.ms";
    static final String PLACEMENT = "placement";

    private static final long KUBERNETES_HEARTBEAT = Duration.ofMinutes(5).toMillis();
    private static final long KUBERNETES_EVENT_RETENTION = Duration.ofHours(1).toMillis();

    /** Name, type, default and doc of each. */
    public static final SettingsDefinition DEFINITION =
            new SettingsDefinition(CommonSettings.writing(CommonSettings.connection(new ConfigDef()))
                    .define(
                            NAME,
                            Type.STRING,
                            SimulatedClusterConfig.DEFAULT_NAME,
                            new NonEmptyString(),
                            Importance.HIGH,
                            "Name of the cluster: the source of its events. One process at a time runs a cluster; a second"
                                    + " one of this name takes over, and the first stops.")
                    .define(
                            NODES,
                            Type.INT,
                            -1,
                            atLeast(-1),
                            Importance.MEDIUM,
                            "Worker nodes beside one tainted control-plane node, made at the start when there are fewer; -1"
                                    + " for no nodes but those that are made over the Kubernetes API.")
                    .define(
                            MANIFESTS,
                            Type.LIST,
                            List.of(),
                            Importance.MEDIUM,
                            "Files with manifests, with commas between, whose objects are created at the start when they are"
                                    + " not there. What is there stays as it is.")
                    .define(SEED, Type.LONG, 1L, Importance.LOW, "Seed of the simulated kubelets' delays and of UIDs.")
                    .define(
                            HEARTBEAT,
                            Type.LONG,
                            KUBERNETES_HEARTBEAT,
                            atLeast(0),
                            Importance.LOW,
                            "How often a node reports though nothing changed, milliseconds; 0 for never.")
                    .define(
                            EVENT_RETENTION,
                            Type.LONG,
                            KUBERNETES_EVENT_RETENTION,
                            atLeast(1_000),
                            Importance.LOW,
                            "How long Kubernetes events are kept after they were written last, milliseconds.")
                    .define(
                            PLACEMENT,
                            Type.STRING,
                            "bind",
                            ValidString.in(Arrays.stream(Placement.values())
                                    .map(value -> value.name().toLowerCase(Locale.ROOT))
                                    .toArray(String[]::new)),
                            Importance.MEDIUM,
                            "How pods get to their nodes: bind, they name them; pin, a scheduler binds them. The same as the"
                                    + " controller's."));

    private SimulatedClusterSettings() {}
}
