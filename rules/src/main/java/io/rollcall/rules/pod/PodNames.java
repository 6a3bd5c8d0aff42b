package io.rollcall.rules.pod;

import io.rollcall.rules.model.Fnv;
import io.rollcall.rules.model.SafeAlphabet;

/** Names of created pods (semantics 3.1), derived and not drawn: the same attempt gives the same name in every replay. */
public final class PodNames {

    private static final int PREFIX_LENGTH = 58;
    private static final int SUFFIX_LENGTH = 5;

    private PodNames() {}

    /**
     * {@code <name>-} cut to 58 characters, then five safe ones; at most 63 characters, a valid DNS name where the DaemonSet's
     * is one. Two attempts differ in all likelihood only (one in 14 million meets), so a create must still check whose pod a
     * taken name is.
     *
     * @param nodeUid tells a node from one of the same name before it
     * @param hash hash of the revision
     * @param attempt counts the creates of the slot for that revision
     */
    public static String podName(String daemonSetName, String daemonSetUid, String nodeUid, String hash, long attempt) {
        String prefix = daemonSetName + "-";
        if (prefix.length() > PREFIX_LENGTH) {
            prefix = prefix.substring(0, PREFIX_LENGTH);
        }
        long mixed = new Fnv.Sum64()
                .add(daemonSetUid)
                .add(nodeUid)
                .add(hash)
                .add(Long.toString(attempt))
                .mixed();
        return prefix + SafeAlphabet.characters(mixed, SUFFIX_LENGTH);
    }
}
