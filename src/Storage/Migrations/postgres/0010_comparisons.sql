-- Comparisons that are kept, and results that do not stand for their system.

-- The document is all of it, packed; the other columns are what a list shows.
CREATE TABLE comparisons (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT NOT NULL,
    created_from TEXT COLLATE "C",
    command TEXT NOT NULL,
    systems TEXT NOT NULL,
    datasets TEXT NOT NULL,
    metrics TEXT NOT NULL,
    cells INTEGER NOT NULL,
    significant_pairs INTEGER NOT NULL,
    document BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
ALTER TABLE comparisons ALTER COLUMN document SET STORAGE EXTERNAL;
CREATE INDEX comparisons_newest ON comparisons (created_at, id);

ALTER TABLE results ADD COLUMN quarantined_at TIMESTAMPTZ;
ALTER TABLE results ADD COLUMN quarantined_by TEXT;
ALTER TABLE results ADD COLUMN quarantine_reason TEXT;

-- What a leaderboard shows as running.
CREATE INDEX tasks_running ON tasks (dataset_id) WHERE status = 'running';

-- Leaderboards over datasets ask for one metric of many results.
CREATE INDEX result_metrics_by_metric ON result_metrics (metric, result_id);
