package io.rollcall.projector.query.answer;

/**
 * The journal record at which something was decided.
 *
 * @param kind NODE, POD, DAEMON_SET, CONTROLLER_REVISION, RESULT, SYNCED, RELIST_STARTED, RELIST_FINISHED, TICK or RULES
 * @param key name of the node, namespace/name of the object, daemonset_uid/node of an answer
 */
public record TriggerEntry(String kind, String key) {}
