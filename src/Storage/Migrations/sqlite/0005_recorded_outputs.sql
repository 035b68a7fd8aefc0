-- What language models said elsewhere, by the item of a task's dataset; several parts where an item was answered repeatedly.
-- Their systems stand in recorded_runs.
CREATE TABLE recorded_outputs (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL,
    part INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (draft_id, item_id, part)
);
