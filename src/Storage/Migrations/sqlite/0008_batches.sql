-- Batches in both directions: those that the hub hands to providers, and those that it answers itself.

-- What a task asks in batches; its key is the response key, which goes to the provider as custom_id.
CREATE TABLE provider_requests (
    result_id TEXT NOT NULL,
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    state TEXT NOT NULL,
    batch_id TEXT,
    failures INTEGER NOT NULL,
    error TEXT,
    bytes INTEGER NOT NULL,
    most_input INTEGER NOT NULL,
    most_output INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (result_id, key)
);
CREATE UNIQUE INDEX provider_requests_place ON provider_requests (result_id, place);
CREATE INDEX provider_requests_batch ON provider_requests (batch_id, place);

-- A batch is written here before it is submitted; its id stands in the provider's metadata.
CREATE TABLE provider_batches (
    id TEXT PRIMARY KEY,
    result_id TEXT NOT NULL,
    system_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    status TEXT NOT NULL,
    priority INTEGER NOT NULL,
    provider_id TEXT,
    file_id TEXT,
    endpoint TEXT NOT NULL,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    most_cost INTEGER NOT NULL,
    most_tokens INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX provider_batches_result ON provider_batches (result_id);
CREATE INDEX provider_batches_system ON provider_batches (system_id, status);
CREATE INDEX provider_batches_job ON provider_batches (job_id);

-- Files of the hub's own batch interface.
CREATE TABLE served_files (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX served_files_newest ON served_files (created_at, id);
CREATE TABLE served_file_chunks (
    file_id TEXT NOT NULL,
    chunk INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (file_id, chunk)
);

-- Batches that the hub answers.
CREATE TABLE served_batches (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    input_file_id TEXT NOT NULL,
    output_file_id TEXT,
    error_file_id TEXT,
    metadata TEXT NOT NULL,
    errors TEXT NOT NULL,
    total INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    in_progress_at INTEGER,
    finalizing_at INTEGER,
    cancelling_at INTEGER,
    ended_at INTEGER
);
CREATE INDEX served_batches_newest ON served_batches (created_at, id);
CREATE TABLE served_answers (
    batch_id TEXT NOT NULL,
    line INTEGER NOT NULL,
    is_error INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (batch_id, line)
);
