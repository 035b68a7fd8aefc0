-- JSON is json, not jsonb: it comes back as the text it was given as (a type discriminator must stay first).

CREATE TABLE systems (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    url TEXT,
    tags TEXT NOT NULL,
    search TEXT NOT NULL,
    document JSON NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX systems_name ON systems (name) WHERE status <> 'retired';
CREATE INDEX systems_newest ON systems (created_at, id);

CREATE TABLE health_checks (
    system_id TEXT COLLATE "C" NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    is_healthy BOOLEAN NOT NULL,
    response_milliseconds DOUBLE PRECISION,
    document JSON NOT NULL,
    PRIMARY KEY (system_id, checked_at)
);
CREATE INDEX health_checks_oldest ON health_checks (checked_at);

CREATE TABLE datasets (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    items INTEGER NOT NULL,
    search TEXT NOT NULL,
    document JSON NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX datasets_name ON datasets (name) WHERE status <> 'retired';
CREATE INDEX datasets_newest ON datasets (created_at, id);

-- A draft is filled by an import and stays as the body of what it became: a dataset's content or a recorded run.
CREATE TABLE drafts (
    id TEXT COLLATE "C" PRIMARY KEY,
    is_sealed BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE dataset_chunks (
    draft_id TEXT COLLATE "C" NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    first INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (draft_id, kind, chunk)
);
CREATE TABLE dataset_contents (
    hash TEXT COLLATE "C" PRIMARY KEY,
    draft_id TEXT COLLATE "C" NOT NULL REFERENCES drafts (id),
    items INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    judgements INTEGER NOT NULL
);
CREATE INDEX dataset_contents_draft ON dataset_contents (draft_id);

CREATE TABLE recorded_answers (
    draft_id TEXT COLLATE "C" NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    query_id TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (draft_id, query_id)
);
CREATE TABLE recorded_runs (
    system_id TEXT COLLATE "C" PRIMARY KEY,
    draft_id TEXT COLLATE "C" NOT NULL REFERENCES drafts (id)
);
CREATE INDEX recorded_runs_draft ON recorded_runs (draft_id);

CREATE TABLE jobs (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    status TEXT NOT NULL,
    document JSON NOT NULL,
    error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ
);
CREATE INDEX jobs_newest ON jobs (created_at, id);
CREATE INDEX jobs_status ON jobs (status, created_at, id);

CREATE TABLE tasks (
    job_id TEXT COLLATE "C" NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    result_id TEXT COLLATE "C" NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL,
    system_name TEXT NOT NULL,
    system_revision INTEGER NOT NULL,
    dataset_id TEXT COLLATE "C" NOT NULL,
    dataset_name TEXT NOT NULL,
    dataset_version INTEGER NOT NULL,
    content_hash TEXT COLLATE "C" NOT NULL,
    items INTEGER NOT NULL,
    status TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    done INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    message TEXT,
    started_at TIMESTAMPTZ,
    finished_at TIMESTAMPTZ,
    PRIMARY KEY (job_id, number)
);
CREATE UNIQUE INDEX tasks_result ON tasks (result_id);

CREATE TABLE result_chunks (
    result_id TEXT COLLATE "C" NOT NULL,
    chunk INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    min_index INTEGER NOT NULL,
    max_index INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    indexes BYTEA NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (result_id, chunk)
);
CREATE INDEX result_chunks_range ON result_chunks (result_id, min_index, max_index);

CREATE TABLE results (
    id TEXT COLLATE "C" PRIMARY KEY,
    job_id TEXT COLLATE "C" NOT NULL,
    task_number INTEGER NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL,
    system_name TEXT NOT NULL,
    system_revision INTEGER NOT NULL,
    dataset_id TEXT COLLATE "C" NOT NULL,
    dataset_name TEXT NOT NULL,
    dataset_version INTEGER NOT NULL,
    content_hash TEXT COLLATE "C" NOT NULL,
    items INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ NOT NULL,
    document JSON NOT NULL
);
CREATE INDEX results_newest ON results (finished_at, id);
CREATE INDEX results_dataset ON results (dataset_id, dataset_version, system_id, finished_at, id);
CREATE INDEX results_system ON results (system_id, finished_at, id);
CREATE INDEX results_job ON results (job_id);

CREATE TABLE result_metrics (
    result_id TEXT COLLATE "C" NOT NULL REFERENCES results (id) ON DELETE CASCADE,
    metric TEXT COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    value DOUBLE PRECISION,
    ci_low DOUBLE PRECISION,
    ci_high DOUBLE PRECISION,
    n INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    undefined INTEGER NOT NULL,
    signature TEXT NOT NULL,
    scores BYTEA NOT NULL,
    PRIMARY KEY (result_id, metric)
);

-- The payloads are compressed before they arrive.
ALTER TABLE dataset_chunks ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE recorded_answers ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE result_chunks ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE result_metrics ALTER COLUMN scores SET STORAGE EXTERNAL;
