-- Models that judge answers.

-- A judge's versions; the highest that is not removed holds.
CREATE TABLE judges (
    name TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL,
    definition TEXT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    is_removed BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (name, version)
);
