-- The past: what the tables of schema.sql were at any moment.
--
-- The axis is the journal, because that is what decisions were made from. It gives all that happened one order in each of its
-- partitions; a moment is an offset in a partition, or a time, which means: after the last record of that time.
--
-- A row of a table ..._versions holds from valid_from_offset of its journal_partition on, up to and without valid_to_offset;
-- valid_from and valid_to are the same in journal time, microseconds since 1970 UTC. valid_to_offset is null in what holds now.
--     as of an offset X of partition P: journal_partition = P AND valid_from_offset <= X
--                                       AND (valid_to_offset IS NULL OR valid_to_offset > X)
--     as of a time T:                   valid_from <= T AND (valid_to IS NULL OR valid_to > T)
-- One object at one moment: with its key and valid_from_offset <= X, ORDER BY valid_from_offset DESC LIMIT 1.
--
-- With several partitions, nodes and pods without a controller stand in every one, as each decider learns of them: name a
-- partition. What belongs to a DaemonSet stands in its DaemonSet's alone.
--
-- An object that is gone has a last version with deleted = 1. Heartbeats are no versions: only what the Router let through is.
-- The whole JSON of a version is in table objects under its cause.

-- Every record of the journal.
CREATE TABLE journal (
    partition       INTEGER NOT NULL,
    log_offset      INTEGER NOT NULL,
    at              INTEGER NOT NULL, -- journal time: the highest time read up to here
    kind            TEXT    NOT NULL, -- NODE, POD, DAEMON_SET, CONTROLLER_REVISION, RESULT, SYNCED, RELIST_STARTED,
                                      -- RELIST_FINISHED, TICK or RULES
    record_key      TEXT    NOT NULL, -- namespace/name of the object, daemonset_uid/node of an answer
    cause_topic     TEXT,             -- the event it was made from; null for ticks and rules
    cause_partition INTEGER,
    cause_offset    INTEGER,
    profile         TEXT,             -- rules in force from here on; of kind RULES only
    PRIMARY KEY (partition, log_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_by_time ON journal (partition, at, log_offset);
CREATE INDEX journal_rules ON journal (partition, log_offset) WHERE kind = 'RULES';

-- Which sources had listed everything, as deciders learned it.
CREATE TABLE barriers (
    journal_partition INTEGER NOT NULL,
    valid_from_offset INTEGER NOT NULL,
    valid_from        INTEGER NOT NULL,
    kind              TEXT    NOT NULL, -- NODE, POD, DAEMON_SET or CONTROLLER_REVISION
    partition         INTEGER NOT NULL, -- of the input topic
    partition_of      INTEGER NOT NULL,
    epoch             INTEGER NOT NULL,
    barrier           TEXT    NOT NULL, -- SYNCED, RELIST_STARTED or RELIST_FINISHED
    PRIMARY KEY (journal_partition, valid_from_offset)
) STRICT, WITHOUT ROWID;

-- The objects themselves, as the events carried them that versions were made of.
CREATE TABLE objects (
    topic      TEXT    NOT NULL,
    partition  INTEGER NOT NULL,
    log_offset INTEGER NOT NULL,
    uid        TEXT    NOT NULL,
    at         INTEGER NOT NULL, -- time of the event's record
    object     TEXT    NOT NULL,
    PRIMARY KEY (topic, partition, log_offset)
) STRICT;
CREATE INDEX objects_by_time ON objects (at);

CREATE TABLE node_versions (
    uid               TEXT    NOT NULL,
    journal_partition INTEGER NOT NULL,
    valid_from_offset INTEGER NOT NULL,
    valid_from        INTEGER NOT NULL,
    valid_to_offset   INTEGER,
    valid_to          INTEGER,
    deleted           INTEGER NOT NULL,
    name              TEXT    NOT NULL,
    resource_version  TEXT    NOT NULL,
    labels            TEXT    NOT NULL,
    taints            TEXT    NOT NULL,
    unschedulable     INTEGER NOT NULL,
    ready             INTEGER NOT NULL,
    cause_topic       TEXT,
    cause_partition   INTEGER,
    cause_offset      INTEGER,
    PRIMARY KEY (uid, journal_partition, valid_from_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX node_versions_by_name ON node_versions (name, journal_partition, valid_from_offset);
CREATE INDEX node_versions_by_end ON node_versions (valid_to);

CREATE TABLE pod_versions (
    uid               TEXT    NOT NULL,
    journal_partition INTEGER NOT NULL,
    valid_from_offset INTEGER NOT NULL,
    valid_from        INTEGER NOT NULL,
    valid_to_offset   INTEGER,
    valid_to          INTEGER,
    deleted           INTEGER NOT NULL,
    namespace         TEXT    NOT NULL,
    name              TEXT    NOT NULL,
    resource_version  TEXT    NOT NULL,
    labels            TEXT    NOT NULL,
    controller_kind   TEXT,
    controller_uid    TEXT,
    node_name         TEXT,
    target_node       TEXT,
    phase             TEXT    NOT NULL,
    ready             INTEGER NOT NULL,
    ready_since       INTEGER,
    ready_seen_at     INTEGER, -- journal time at which it was first seen Ready in this spell; null while it is not
    created_at        INTEGER,
    terminating_at    INTEGER,
    reason            TEXT,
    command_id        TEXT,
    cause_topic       TEXT,
    cause_partition   INTEGER,
    cause_offset      INTEGER,
    PRIMARY KEY (uid, journal_partition, valid_from_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX pod_versions_by_slot ON pod_versions (controller_uid, target_node, valid_from_offset);
CREATE INDEX pod_versions_by_name ON pod_versions (namespace, name, valid_from_offset);
CREATE INDEX pod_versions_by_end ON pod_versions (valid_to);

CREATE TABLE daemonset_versions (
    uid                    TEXT    NOT NULL,
    journal_partition      INTEGER NOT NULL,
    valid_from_offset      INTEGER NOT NULL,
    valid_from             INTEGER NOT NULL,
    valid_to_offset        INTEGER,
    valid_to               INTEGER,
    deleted                INTEGER NOT NULL,
    namespace              TEXT    NOT NULL,
    name                   TEXT    NOT NULL,
    resource_version       TEXT    NOT NULL,
    generation             INTEGER NOT NULL,
    generation_at          INTEGER NOT NULL, -- journal time at which this generation was first seen
    template_generation    INTEGER,
    terminating_at         INTEGER,
    selector               TEXT    NOT NULL,
    template               TEXT    NOT NULL,
    strategy               TEXT    NOT NULL,
    max_unavailable        TEXT,
    max_surge              TEXT,
    min_ready_seconds      INTEGER NOT NULL,
    revision_history_limit INTEGER NOT NULL,
    cause_topic            TEXT,
    cause_partition        INTEGER,
    cause_offset           INTEGER,
    PRIMARY KEY (uid, journal_partition, valid_from_offset)
) STRICT;
CREATE INDEX daemonset_versions_by_name ON daemonset_versions (namespace, name, valid_from_offset);
CREATE INDEX daemonset_versions_by_end ON daemonset_versions (valid_to);

-- ControllerRevision objects of the cluster.
CREATE TABLE controller_revision_versions (
    uid               TEXT    NOT NULL,
    journal_partition INTEGER NOT NULL,
    valid_from_offset INTEGER NOT NULL,
    valid_from        INTEGER NOT NULL,
    valid_to_offset   INTEGER,
    valid_to          INTEGER,
    deleted           INTEGER NOT NULL,
    namespace         TEXT    NOT NULL,
    name              TEXT    NOT NULL,
    resource_version  TEXT    NOT NULL,
    controller_uid    TEXT,
    revision          INTEGER NOT NULL,
    hash              TEXT,
    cause_topic       TEXT,
    cause_partition   INTEGER,
    cause_offset      INTEGER,
    PRIMARY KEY (uid, journal_partition, valid_from_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX controller_revision_versions_by_owner ON controller_revision_versions (controller_uid, valid_from_offset);
CREATE INDEX controller_revision_versions_by_end ON controller_revision_versions (valid_to);

-- Templates, from the topic revisions. That topic is compacted: what was overwritten before the projector first read it is not
-- here. A revision that was cleaned up has valid_to_offset set.
CREATE TABLE revision_versions (
    daemonset_uid     TEXT    NOT NULL,
    hash              TEXT    NOT NULL,
    journal_partition INTEGER NOT NULL,
    valid_from_offset INTEGER NOT NULL,
    valid_from        INTEGER NOT NULL,
    valid_to_offset   INTEGER,
    valid_to          INTEGER,
    name              TEXT    NOT NULL,
    revision          INTEGER NOT NULL,
    created_at        INTEGER NOT NULL,
    change_cause      TEXT,
    template          TEXT    NOT NULL,
    PRIMARY KEY (daemonset_uid, hash, journal_partition, valid_from_offset)
) STRICT;
CREATE INDEX revision_versions_by_end ON revision_versions (valid_to);

-- Status, from the topic status. Compacted too. That of a DaemonSet that is gone has valid_to_offset set.
CREATE TABLE status_versions (
    daemonset_uid       TEXT    NOT NULL,
    journal_partition   INTEGER NOT NULL,
    valid_from_offset   INTEGER NOT NULL,
    valid_from          INTEGER NOT NULL,
    valid_to_offset     INTEGER,
    valid_to            INTEGER,
    namespace           TEXT    NOT NULL,
    daemonset           TEXT    NOT NULL,
    observed_generation INTEGER NOT NULL,
    desired             INTEGER NOT NULL,
    current             INTEGER NOT NULL,
    misscheduled        INTEGER NOT NULL,
    ready               INTEGER NOT NULL,
    updated             INTEGER NOT NULL,
    available           INTEGER NOT NULL,
    unavailable         INTEGER NOT NULL,
    revision_hash       TEXT    NOT NULL,
    revision            INTEGER NOT NULL,
    reasons             TEXT    NOT NULL,
    fault               TEXT,
    cause_topic         TEXT,
    cause_partition     INTEGER,
    cause_offset        INTEGER,
    PRIMARY KEY (daemonset_uid, journal_partition, valid_from_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_versions_by_name ON status_versions (namespace, daemonset, valid_from_offset);
CREATE INDEX status_versions_by_end ON status_versions (valid_to);

-- One row for each time a DaemonSet's current revision changed, made from its status: finished when every node that should run
-- the pod has an available one of that revision, as kubectl rollout status counts.
CREATE TABLE rollouts (
    daemonset_uid     TEXT    NOT NULL,
    journal_partition INTEGER NOT NULL,
    valid_from_offset INTEGER NOT NULL,
    valid_from        INTEGER NOT NULL,
    valid_to_offset   INTEGER,          -- null while it is under way
    valid_to          INTEGER,
    namespace         TEXT    NOT NULL,
    daemonset         TEXT    NOT NULL,
    revision_hash     TEXT    NOT NULL,
    revision          INTEGER NOT NULL,
    outcome           TEXT,             -- FINISHED, SUPERSEDED or GONE; null while it is under way
    cause_topic       TEXT,
    cause_partition   INTEGER,
    cause_offset      INTEGER,
    PRIMARY KEY (daemonset_uid, journal_partition, valid_from_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX rollouts_by_name ON rollouts (namespace, daemonset, valid_from_offset);
