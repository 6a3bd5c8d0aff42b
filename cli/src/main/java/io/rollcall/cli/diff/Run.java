package io.rollcall.cli.diff;

import java.util.SortedMap;

/**
 * What a run came to.
 *
 * @param name what it is called by who asked
 * @param daemonSets by namespace/name
 */
record Run(String name, SortedMap<String, DaemonSetRun> daemonSets) {}
