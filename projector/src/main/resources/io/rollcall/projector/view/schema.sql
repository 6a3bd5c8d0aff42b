-- The view: what the log says, as tables. Thrown away and built again from the log whenever its version changes. Here: the
-- present. The past is in history.sql. The declarations are SQLite's; PostgreSQL gets BIGINT for INTEGER.
--
-- Reading it from other programs: open the file read-only; it is in WAL mode, so readers never wait for the projector. Each
-- transaction of the projector moves rows and offsets together: what a reader sees is always the log up to "offsets".
--
-- Times are INTEGER microseconds since 1970 UTC: datetime(at / 1000000, 'unixepoch').
-- Maps, lists and objects are JSON text, keys sorted; objects are as the source gave them.
-- log_partition and log_offset: where the record stands, in its own topic, that last wrote or confirmed a row.
-- Objects that are gone keep their row with deleted_at set and an empty object; the log still has the whole of it.

-- schema_version, topic_prefix, cluster_id (the Kafka cluster whose log this is), built (there once the end of the log was reached).
CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The next offset to read of each partition of each topic.
CREATE TABLE offsets (
    topic       TEXT    NOT NULL,
    partition   INTEGER NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)
) STRICT, WITHOUT ROWID;

-- Journal time of each journal partition: the highest time read, up to this journal offset; the rules in force.
CREATE TABLE clock (
    partition    INTEGER NOT NULL PRIMARY KEY,
    journal_time INTEGER NOT NULL,
    log_offset   INTEGER NOT NULL,
    profile      TEXT    NOT NULL DEFAULT ''
) STRICT;

-- Barriers of the sources, one row for each partition of an input topic. synced_at is null until the epoch has reported
-- its first complete list; relist_offset is where an open relist began.
CREATE TABLE sources (
    kind           TEXT    NOT NULL,
    partition      INTEGER NOT NULL,
    partition_of   INTEGER NOT NULL,
    epoch          INTEGER NOT NULL,
    synced_at      INTEGER,
    relist_offset  INTEGER,
    PRIMARY KEY (kind, partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE nodes (
    uid              TEXT    NOT NULL PRIMARY KEY,
    name             TEXT    NOT NULL,
    resource_version TEXT    NOT NULL,
    labels           TEXT    NOT NULL,
    taints           TEXT    NOT NULL, -- [{"key","value","effect"}] in the order of the object
    unschedulable    INTEGER NOT NULL,
    ready            INTEGER NOT NULL,
    object           TEXT    NOT NULL,
    facts            TEXT    NOT NULL, -- digest of what decisions read of it
    changed_at       INTEGER NOT NULL, -- time of the record
    log_partition    INTEGER NOT NULL,
    log_offset       INTEGER NOT NULL,
    deleted_at       INTEGER
) STRICT;
CREATE INDEX nodes_by_name ON nodes (name, deleted_at);

CREATE TABLE pods (
    uid              TEXT    NOT NULL PRIMARY KEY,
    namespace        TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    resource_version TEXT    NOT NULL,
    labels           TEXT    NOT NULL,
    controller_kind  TEXT,             -- owner with controller = true; null for a pod without one
    controller_uid   TEXT,
    node_name        TEXT,             -- null while not bound
    target_node      TEXT,             -- the node whose slot it belongs to
    phase            TEXT    NOT NULL,
    ready            INTEGER NOT NULL,
    ready_since      INTEGER,          -- by the node's clock
    created_at       INTEGER,
    terminating_at   INTEGER,          -- metadata.deletionTimestamp
    reason           TEXT,             -- why it is in its phase
    command_id       TEXT,             -- the command that created it
    object           TEXT    NOT NULL,
    facts            TEXT    NOT NULL, -- digest of what decisions read of it
    changed_at       INTEGER NOT NULL,
    log_partition    INTEGER NOT NULL,
    log_offset       INTEGER NOT NULL,
    deleted_at       INTEGER
) STRICT;
CREATE INDEX pods_by_slot ON pods (controller_uid, target_node) WHERE deleted_at IS NULL;
CREATE INDEX pods_by_name ON pods (namespace, name, deleted_at);

-- Pods that are Ready: journal time at which each was first seen so in this spell. Availability is counted from here. One row
-- for each partition of the journal that has the pod: one, but for pods without a controller.
CREATE TABLE ready_pods (
    uid               TEXT    NOT NULL,
    journal_partition INTEGER NOT NULL,
    ready_seen_at     INTEGER NOT NULL,
    PRIMARY KEY (uid, journal_partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE daemonsets (
    uid                    TEXT    NOT NULL PRIMARY KEY,
    namespace              TEXT    NOT NULL,
    name                   TEXT    NOT NULL,
    resource_version       TEXT    NOT NULL,
    generation             INTEGER NOT NULL,
    generation_at          INTEGER NOT NULL, -- time of the record that first had this generation
    template_generation    INTEGER,
    terminating_at         INTEGER,          -- metadata.deletionTimestamp
    selector               TEXT    NOT NULL, -- {"matchLabels","matchExpressions"}
    template               TEXT    NOT NULL,
    strategy               TEXT    NOT NULL, -- ROLLING_UPDATE or ON_DELETE
    max_unavailable        TEXT,
    max_surge              TEXT,
    min_ready_seconds      INTEGER NOT NULL,
    revision_history_limit INTEGER NOT NULL,
    object                 TEXT    NOT NULL,
    facts            TEXT    NOT NULL, -- digest of what decisions read of it
    changed_at             INTEGER NOT NULL,
    log_partition          INTEGER NOT NULL,
    log_offset             INTEGER NOT NULL,
    deleted_at             INTEGER
) STRICT;
CREATE INDEX daemonsets_by_name ON daemonsets (namespace, name, deleted_at);

-- The spec of each DaemonSet that is in force: the last that came to the journal. A version that was refused stands in daemonsets
-- as its source has it, and not here.
CREATE TABLE specs_in_force (
    daemonset_uid          TEXT    NOT NULL PRIMARY KEY,
    generation             INTEGER NOT NULL,
    generation_at          INTEGER NOT NULL, -- journal time of the record that first had this generation
    template_generation    INTEGER,
    selector               TEXT    NOT NULL,
    template               TEXT    NOT NULL,
    strategy               TEXT    NOT NULL,
    max_unavailable        TEXT,
    max_surge              TEXT,
    min_ready_seconds      INTEGER NOT NULL,
    revision_history_limit INTEGER NOT NULL,
    log_partition          INTEGER NOT NULL,
    log_offset             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ControllerRevision objects of the cluster.
CREATE TABLE controller_revisions (
    uid              TEXT    NOT NULL PRIMARY KEY,
    namespace        TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    resource_version TEXT    NOT NULL,
    controller_uid   TEXT,
    revision         INTEGER NOT NULL,
    hash             TEXT,
    object           TEXT    NOT NULL,
    facts            TEXT    NOT NULL, -- digest of what decisions read of it
    changed_at       INTEGER NOT NULL,
    log_partition    INTEGER NOT NULL,
    log_offset       INTEGER NOT NULL,
    deleted_at       INTEGER
) STRICT;
CREATE INDEX controller_revisions_by_name ON controller_revisions (namespace, name, deleted_at);

-- Templates as the topic revisions has them now.
CREATE TABLE revisions (
    daemonset_uid TEXT    NOT NULL,
    hash          TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    revision      INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    change_cause  TEXT,             -- annotation kubernetes.io/change-cause
    template      TEXT    NOT NULL,
    log_partition INTEGER NOT NULL,
    log_offset    INTEGER NOT NULL,
    PRIMARY KEY (daemonset_uid, hash)
) STRICT, WITHOUT ROWID;

-- One DaemonSet on one node, from its first decision on: the highest wish and the last decision.
CREATE TABLE slots (
    daemonset_uid    TEXT    NOT NULL,
    node             TEXT    NOT NULL,
    last_seq         INTEGER NOT NULL DEFAULT 0,
    last_command_id  TEXT,
    last_decision_id TEXT,
    last_action      TEXT,
    last_reason      TEXT,
    last_decided_at  INTEGER,
    PRIMARY KEY (daemonset_uid, node)
) STRICT, WITHOUT ROWID;

-- Commands with their answer. A command is open while outcome is null and no higher seq of its slot is known.
CREATE TABLE commands (
    command_id        TEXT    NOT NULL PRIMARY KEY,
    daemonset_uid     TEXT    NOT NULL,
    namespace         TEXT    NOT NULL,
    daemonset         TEXT    NOT NULL,
    node              TEXT    NOT NULL,
    slot_seq          INTEGER NOT NULL,
    action            TEXT,    -- CREATE, DELETE, ADOPT or RELEASE; null when only the answer is known
    pods              TEXT,    -- names, JSON list
    revision          INTEGER,
    reason            TEXT,
    decided_at        INTEGER,
    journal_topic     TEXT,
    journal_partition INTEGER,
    journal_offset    INTEGER,
    cause_topic       TEXT,
    cause_partition   INTEGER,
    cause_offset      INTEGER,
    outcome           TEXT,    -- DONE, FAILED or SUPERSEDED; null while not answered
    outcome_reason    TEXT,
    outcome_message   TEXT,
    outcome_pod_uid   TEXT,
    answered_at       INTEGER, -- time of the answer's record
    answered_offset   INTEGER, -- where the answer stands in the journal; null until it does
    valid_to_offset   INTEGER, -- journal offset of the slot's next command; null for its last
    valid_to          INTEGER, -- journal time of the slot's next command
    log_partition     INTEGER, -- where the command stands; null when only the answer is known
    log_offset        INTEGER
) STRICT;
CREATE INDEX commands_by_slot ON commands (daemonset_uid, node, slot_seq);
CREATE INDEX commands_by_answer ON commands (daemonset_uid, answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX commands_by_journal ON commands (journal_partition, journal_offset);
CREATE INDEX commands_by_log ON commands (log_partition, log_offset);

-- Every decision, for ever.
CREATE TABLE decisions (
    decision_id        TEXT    NOT NULL PRIMARY KEY,
    at                 INTEGER NOT NULL, -- journal time
    daemonset_uid      TEXT    NOT NULL,
    namespace          TEXT    NOT NULL,
    daemonset          TEXT    NOT NULL,
    action             TEXT    NOT NULL,
    node               TEXT    NOT NULL,
    pod                TEXT    NOT NULL,
    pod_uid            TEXT,
    revision           INTEGER NOT NULL,
    revision_hash      TEXT    NOT NULL,
    reason             TEXT    NOT NULL,
    detail             TEXT    NOT NULL,
    command_id         TEXT,
    slot_seq           INTEGER NOT NULL,
    rules              TEXT    NOT NULL,
    journal_topic      TEXT    NOT NULL,
    journal_partition  INTEGER NOT NULL,
    journal_offset     INTEGER NOT NULL,
    cause_topic        TEXT,             -- null when time alone led to it
    cause_partition    INTEGER,
    cause_offset       INTEGER,
    cause_event_id     TEXT,
    shadow_side        TEXT,             -- the shadow_ columns are set in shadow mode only
    shadow_matched     INTEGER,
    shadow_defect      TEXT,
    shadow_explanation TEXT,
    valid_to_offset    INTEGER,          -- journal offset of the slot's next decision; null for its last
    valid_to           INTEGER,          -- journal time of the slot's next decision
    log_partition      INTEGER NOT NULL,
    log_offset         INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_by_time ON decisions (at, journal_partition, journal_offset, log_offset);
CREATE INDEX decisions_by_daemonset ON decisions (namespace, daemonset, at, journal_partition, journal_offset, log_offset);
CREATE INDEX decisions_by_node ON decisions (node, at, journal_partition, journal_offset, log_offset);
CREATE INDEX decisions_of_ended_pods ON decisions (daemonset_uid, at) WHERE reason IN ('FAILED_POD', 'SUCCEEDED_POD');
CREATE INDEX decisions_by_journal ON decisions (journal_partition, journal_offset);
CREATE INDEX decisions_by_log ON decisions (log_partition, log_offset);
CREATE INDEX decisions_by_slot ON decisions (daemonset_uid, node, at, journal_partition, journal_offset, log_offset);

-- Status of each DaemonSet that is there.
CREATE TABLE status (
    daemonset_uid       TEXT    NOT NULL PRIMARY KEY,
    namespace           TEXT    NOT NULL,
    daemonset           TEXT    NOT NULL,
    at                  INTEGER NOT NULL,
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
    reasons             TEXT    NOT NULL, -- nodes by reason code
    fault               TEXT,
    journal_topic       TEXT    NOT NULL,
    journal_partition   INTEGER NOT NULL,
    journal_offset      INTEGER NOT NULL,
    cause_topic         TEXT,
    cause_partition     INTEGER,
    cause_offset        INTEGER,
    log_partition       INTEGER NOT NULL,
    log_offset          INTEGER NOT NULL
) STRICT;

-- Records that could not be used, by the place where they stand. Their bytes are in the log there, and in the topic rejected.
-- kind to field_errors say which object is refused, and why; all null for a record that is no object.
CREATE TABLE rejected (
    topic        TEXT    NOT NULL,
    partition    INTEGER NOT NULL,
    log_offset   INTEGER NOT NULL,
    rejected_by  TEXT    NOT NULL, -- router or projector
    reason       TEXT    NOT NULL,
    message      TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    schema_id    INTEGER,
    kind         TEXT,
    namespace    TEXT,
    name         TEXT,
    uid          TEXT,
    generation   INTEGER,
    field_errors TEXT,             -- [{"field","reason","message"}] in the order of an API server
    PRIMARY KEY (topic, partition, log_offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejected_by_object ON rejected (kind, uid, generation) WHERE uid IS NOT NULL;
