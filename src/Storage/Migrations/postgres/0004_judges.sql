-- Models that judge answers, and what they were paid for it.

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

-- What was paid to another system than the one that a task is about: it stands in the task's cost too. The payer is a
-- task (with its system) or a calibration (with none).
CREATE TABLE judge_spending (
    payer TEXT COLLATE "C" NOT NULL,
    payer_system TEXT COLLATE "C" NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL,
    cost BIGINT NOT NULL,
    tokens BIGINT NOT NULL,
    unpriced BIGINT NOT NULL,
    PRIMARY KEY (payer, system_id)
);
CREATE INDEX judge_spending_system ON judge_spending (system_id);
CREATE INDEX judge_spending_payer_system ON judge_spending (payer_system);
