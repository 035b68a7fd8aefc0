-- What models need beside retrieval services: a task's definition, what calls cost, and answers kept for other jobs.

-- How the records of a body become requests and scores; null for collections of documents.
ALTER TABLE dataset_contents ADD COLUMN definition TEXT;

-- Spent so far, with the chunk that spent it. Money is counted in billionths of a US dollar.
ALTER TABLE tasks ADD COLUMN cost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN input_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN output_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN unpriced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN cached INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tasks_system ON tasks (system_id);

-- Answers by what was asked (a SHA-256 of the system's version, the whole request and its repeat number).
CREATE TABLE response_cache (
    key TEXT COLLATE "C" PRIMARY KEY,
    system_id TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX response_cache_oldest ON response_cache (created_at);
CREATE INDEX response_cache_system ON response_cache (system_id);

-- US dollars for a million tokens, from an instant on until the model's next price.
CREATE TABLE model_prices (
    model TEXT COLLATE "C" NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,
    input NUMERIC NOT NULL,
    cached_input NUMERIC NOT NULL,
    output NUMERIC NOT NULL,
    batch_share NUMERIC NOT NULL,
    PRIMARY KEY (model, valid_from)
);
