-- Instants are microseconds since 1970 (UTC). JSON is kept as the text it was given as.

CREATE TABLE systems (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    url TEXT,
    tags TEXT NOT NULL,
    search TEXT NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX systems_name ON systems (name) WHERE status <> 'retired';
CREATE INDEX systems_newest ON systems (created_at, id);

CREATE TABLE health_checks (
    system_id TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    is_healthy INTEGER NOT NULL,
    response_milliseconds REAL,
    document TEXT NOT NULL,
    PRIMARY KEY (system_id, checked_at)
);
CREATE INDEX health_checks_oldest ON health_checks (checked_at);

CREATE TABLE datasets (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    items INTEGER NOT NULL,
    search TEXT NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX datasets_name ON datasets (name) WHERE status <> 'retired';
CREATE INDEX datasets_newest ON datasets (created_at, id);

-- A draft is filled by an import and stays as the body of what it became: a dataset's content or a recorded run.
CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    is_sealed INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE TABLE dataset_chunks (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    first INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (draft_id, kind, chunk)
);
CREATE TABLE dataset_contents (
    hash TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id),
    items INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    judgements INTEGER NOT NULL
);
CREATE INDEX dataset_contents_draft ON dataset_contents (draft_id);

CREATE TABLE recorded_answers (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    query_id TEXT NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (draft_id, query_id)
);
CREATE TABLE recorded_runs (
    system_id TEXT PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id)
);
CREATE INDEX recorded_runs_draft ON recorded_runs (draft_id);

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    document TEXT NOT NULL,
    error TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER
);
CREATE INDEX jobs_newest ON jobs (created_at, id);
CREATE INDEX jobs_status ON jobs (status, created_at, id);

CREATE TABLE tasks (
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    result_id TEXT NOT NULL,
    system_id TEXT NOT NULL,
    system_name TEXT NOT NULL,
    system_revision INTEGER NOT NULL,
    dataset_id TEXT NOT NULL,
    dataset_name TEXT NOT NULL,
    dataset_version INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    items INTEGER NOT NULL,
    status TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    done INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    message TEXT,
    started_at INTEGER,
    finished_at INTEGER,
    PRIMARY KEY (job_id, number)
);
CREATE UNIQUE INDEX tasks_result ON tasks (result_id);

CREATE TABLE result_chunks (
    result_id TEXT NOT NULL,
    chunk INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    min_index INTEGER NOT NULL,
    max_index INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    indexes BLOB NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (result_id, chunk)
);
CREATE INDEX result_chunks_range ON result_chunks (result_id, min_index, max_index);

CREATE TABLE results (
    id TEXT PRIMARY KEY,
    job_id TEXT NOT NULL,
    task_number INTEGER NOT NULL,
    system_id TEXT NOT NULL,
    system_name TEXT NOT NULL,
    system_revision INTEGER NOT NULL,
    dataset_id TEXT NOT NULL,
    dataset_name TEXT NOT NULL,
    dataset_version INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    items INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX results_newest ON results (finished_at, id);
CREATE INDEX results_dataset ON results (dataset_id, dataset_version, system_id, finished_at, id);
CREATE INDEX results_system ON results (system_id, finished_at, id);
CREATE INDEX results_job ON results (job_id);

CREATE TABLE result_metrics (
    result_id TEXT NOT NULL REFERENCES results (id) ON DELETE CASCADE,
    metric TEXT NOT NULL,
    position INTEGER NOT NULL,
    value REAL,
    ci_low REAL,
    ci_high REAL,
    n INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    undefined INTEGER NOT NULL,
    signature TEXT NOT NULL,
    scores BLOB NOT NULL,
    PRIMARY KEY (result_id, metric)
);
