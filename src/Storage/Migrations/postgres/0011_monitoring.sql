-- Results in an order in which none appears before one that was read already; given after the commit (ADR 0011).
ALTER TABLE results ADD COLUMN position BIGINT;
CREATE UNIQUE INDEX results_position ON results (position);
CREATE INDEX results_unplaced ON results (finished_at, id) WHERE position IS NULL;
CREATE INDEX results_series ON results (dataset_id, system_id, position);
CREATE TABLE result_feed (
    id INTEGER PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE INDEX jobs_finished ON jobs (finished_at);

-- A built-in rule that was removed stays as a row, so that it is not installed again.
CREATE TABLE alert_rules (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    document JSON NOT NULL,
    is_built_in BOOLEAN NOT NULL,
    is_removed BOOLEAN NOT NULL,
    watermark BIGINT NOT NULL,
    evaluated_at TIMESTAMPTZ,
    silenced_until TIMESTAMPTZ,
    silence_reason TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX alert_rules_name ON alert_rules (name) WHERE NOT is_removed;

CREATE TABLE alerts (
    id TEXT COLLATE "C" PRIMARY KEY,
    rule_id TEXT COLLATE "C" NOT NULL,
    rule_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    result_id TEXT COLLATE "C" NOT NULL,
    job_id TEXT COLLATE "C" NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL,
    system_name TEXT NOT NULL,
    dataset_id TEXT COLLATE "C" NOT NULL,
    dataset_name TEXT NOT NULL,
    metric TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    p DOUBLE PRECISION,
    severity TEXT NOT NULL,
    state TEXT NOT NULL,
    is_muted BOOLEAN NOT NULL,
    message TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    resolved_at TIMESTAMPTZ,
    UNIQUE (rule_id, result_id)
);
CREATE INDEX alerts_newest ON alerts (at, id);
CREATE INDEX alerts_firing ON alerts (rule_id, system_id, dataset_id) WHERE state = 'firing';

CREATE TABLE webhook_channels (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    shown_url TEXT NOT NULL,
    is_signed BOOLEAN NOT NULL,
    sealed TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- What is to be told, written in the transaction of what it tells; delivered at least once.
CREATE TABLE deliveries (
    id TEXT COLLATE "C" PRIMARY KEY,
    alert_id TEXT COLLATE "C" NOT NULL,
    channel_id TEXT COLLATE "C" NOT NULL,
    channel_name TEXT NOT NULL,
    event TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    last_error TEXT,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX deliveries_alert ON deliveries (alert_id);
CREATE INDEX deliveries_due ON deliveries (channel_id, due_at) WHERE status = 'pending';

CREATE TABLE notifications (
    id TEXT COLLATE "C" PRIMARY KEY,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    message TEXT NOT NULL,
    link TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    is_read BOOLEAN NOT NULL
);
CREATE INDEX notifications_newest ON notifications (at, id);
CREATE INDEX notifications_unread ON notifications (at, id) WHERE NOT is_read;
