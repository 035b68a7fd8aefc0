-- Models that judge answers.

-- A judge's versions; the highest that is not removed holds.
CREATE TABLE judges (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    system_id TEXT NOT NULL,
    definition TEXT NOT NULL,
    hash TEXT NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (name, version)
);
