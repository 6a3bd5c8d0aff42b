package io.rollcall.kubeapi.patch;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How lists merge, by the name of their field. In the types that are served a name stands for one kind of list wherever it occurs.
 * A list that is not here is replaced as a whole: tolerations, taints, command, args.
 */
public final class MergeKeys {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("addresses", "type"),
            Map.entry("conditions", "type"),
            Map.entry("containers", "name"),
            Map.entry("env", "name"),
            Map.entry("ephemeralContainers", "name"),
            Map.entry("hostAliases", "ip"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("ownerReferences", "uid"),
            Map.entry("podIPs", "ip"),
            Map.entry("hostIPs", "ip"),
            Map.entry("ports", "containerPort"),
            Map.entry("resourceClaims", "name"),
            Map.entry("schedulingGates", "name"),
            Map.entry("topologySpreadConstraints", "topologyKey"),
            Map.entry("volumeDevices", "devicePath"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumes", "name"));

    private static final List<String> SETS = List.of("finalizers", "podCIDRs");

    private MergeKeys() {}

    /** The field that identifies an entry of the list; empty when entries have no identity. */
    public static Optional<String> of(String list) {
        return Optional.ofNullable(KEYS.get(list));
    }

    /** Whether the list is a set of plain values. */
    public static boolean isSet(String list) {
        return SETS.contains(list);
    }
}
