package io.rollcall.cluster.actuator;

import io.rollcall.events.Revision;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The present content of the topic revisions. For one thread. */
public final class KnownRevisions {

    private final Map<String, Revision> byKey = new HashMap<>();

    /** Takes in a record. */
    public void put(Revision revision) {
        byKey.put(key(revision.getDaemonSet().getUid(), revision.getHash()), revision);
    }

    /** Takes in a tombstone with this key. */
    public void remove(String key) {
        byKey.remove(key);
    }

    /** The revision of a DaemonSet with that hash. */
    public Optional<Revision> find(String daemonSetUid, String hash) {
        return Optional.ofNullable(byKey.get(key(daemonSetUid, hash)));
    }

    /** The key of a revision's records. */
    static String key(String daemonSetUid, String hash) {
        return daemonSetUid + "/" + hash;
    }
}
