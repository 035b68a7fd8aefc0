-- Models that judge answers, and what they were paid for it.

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

-- What was paid to another system than the one that a task is about: it stands in the task's cost too. The payer is a
-- task (with its system) or a calibration (with none).
CREATE TABLE judge_spending (
    payer TEXT NOT NULL,
    payer_system TEXT NOT NULL,
    system_id TEXT NOT NULL,
    cost INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    unpriced INTEGER NOT NULL,
    PRIMARY KEY (payer, system_id)
);
CREATE INDEX judge_spending_system ON judge_spending (system_id);
CREATE INDEX judge_spending_payer_system ON judge_spending (payer_system);
