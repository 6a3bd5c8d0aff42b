package io.rollcall.rules.model;

/**
 * Which DaemonSet.
 *
 * @param namespace metadata.namespace
 * @param name metadata.name
 * @param uid metadata.uid; what tells a re-created DaemonSet from the one before
 */
public record DaemonSetIdentity(String namespace, String name, String uid) {}
