-- What language models said elsewhere, by the item of a task's dataset; several parts where an item was answered repeatedly.
-- Their systems stand in recorded_runs.
CREATE TABLE recorded_outputs (
    draft_id TEXT COLLATE "C" NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    item_id TEXT COLLATE "C" NOT NULL,
    part INTEGER NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (draft_id, item_id, part)
);
ALTER TABLE recorded_outputs ALTER COLUMN payload SET STORAGE EXTERNAL;
