package io.rollcall.controller.aggregate;

/** What the topic of revisions, and through it the cluster, has to be told. */
sealed interface RevisionChange {

    /** The ControllerRevision shall be there, with this number and owned. */
    record Publish(RevisionEntry entry) implements RevisionChange {}

    /** The ControllerRevision shall stay and not be owned any more. */
    record Release(RevisionEntry entry) implements RevisionChange {}

    /** The revision is over: its ControllerRevision, if it is still owned, shall go. */
    record Withdraw(String hash) implements RevisionChange {}
}
