package io.rollcall.controller.aggregate;

import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;

/** A record that a decider writes. */
public sealed interface Output {

    /** A numbered wish for a slot. */
    record CommandIssued(Command command) implements Output {}

    /** One action on one pod, with reason and cause. */
    record Decided(Decision decision) implements Output {}

    /** A DaemonSet's status changed. */
    record StatusChanged(Status status) implements Output {}

    /** The DaemonSet is gone, and its status with it. */
    record StatusGone(String daemonSetUid) implements Output {}

    /** A revision was made or renumbered. */
    record RevisionMade(Revision revision) implements Output {}

    /** A revision was cleaned up. */
    record RevisionGone(String daemonSetUid, String hash) implements Output {}
}
