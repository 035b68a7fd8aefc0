-- Results in an order in which none appears before one that was read already; given after the commit (ADR 0011).
ALTER TABLE results ADD COLUMN position INTEGER;
CREATE UNIQUE INDEX results_position ON results (position);
CREATE INDEX results_unplaced ON results (finished_at, id) WHERE position IS NULL;
CREATE INDEX results_series ON results (dataset_id, system_id, position);
CREATE TABLE result_feed (
    id INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);

CREATE INDEX jobs_finished ON jobs (finished_at);

-- A built-in rule that was removed stays as a row, so that it is not installed again.
CREATE TABLE alert_rules (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    is_built_in INTEGER NOT NULL,
    is_removed INTEGER NOT NULL,
    watermark INTEGER NOT NULL,
    evaluated_at INTEGER,
    silenced_until INTEGER,
    silence_reason TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX alert_rules_name ON alert_rules (name) WHERE NOT is_removed;

CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    rule_id TEXT NOT NULL,
    rule_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    result_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    system_id TEXT NOT NULL,
    system_name TEXT NOT NULL,
    dataset_id TEXT NOT NULL,
    dataset_name TEXT NOT NULL,
    metric TEXT NOT NULL,
    value REAL NOT NULL,
    threshold REAL NOT NULL,
    p REAL,
    severity TEXT NOT NULL,
    state TEXT NOT NULL,
    is_muted INTEGER NOT NULL,
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    resolved_at INTEGER,
    UNIQUE (rule_id, result_id)
);
CREATE INDEX alerts_newest ON alerts (at, id);
CREATE INDEX alerts_firing ON alerts (rule_id, system_id, dataset_id) WHERE state = 'firing';

CREATE TABLE webhook_channels (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    shown_url TEXT NOT NULL,
    is_signed INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

-- What is to be told, written in the transaction of what it tells; delivered at least once.
CREATE TABLE deliveries (
    id TEXT PRIMARY KEY,
    alert_id TEXT NOT NULL,
    channel_id TEXT NOT NULL,
    channel_name TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    last_error TEXT,
    at INTEGER NOT NULL
);
CREATE INDEX deliveries_alert ON deliveries (alert_id);
CREATE INDEX deliveries_due ON deliveries (channel_id, due_at) WHERE status = 'pending';

CREATE TABLE notifications (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    link TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_read INTEGER NOT NULL
);
CREATE INDEX notifications_newest ON notifications (at, id);
CREATE INDEX notifications_unread ON notifications (at, id) WHERE NOT is_read;
