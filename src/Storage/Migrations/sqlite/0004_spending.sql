-- What was paid: by whom (a job, a calibration, a batch that the hub answers), to which system and model, on which day (UTC); grows with the commit that keeps the answers. Money in billionths of a US dollar.
CREATE TABLE spending (
    payer TEXT NOT NULL,
    task INTEGER NOT NULL,
    system_id TEXT NOT NULL,
    model TEXT NOT NULL,
    day TEXT NOT NULL,
    cost INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    unpriced INTEGER NOT NULL,
    PRIMARY KEY (payer, task, system_id, model, day)
);
CREATE INDEX spending_day ON spending (day);
CREATE INDEX spending_system ON spending (system_id);

-- Until now only each task's sum was kept: it counts on the day the task began, for no model in particular.
INSERT INTO spending (payer, task, model, day, system_id, cost, input_tokens, output_tokens, unpriced)
SELECT job_id, number, '', strftime('%Y-%m-%d', started_at / 1000000, 'unixepoch'), system_id, cost, input_tokens, output_tokens, unpriced
FROM tasks WHERE started_at IS NOT NULL AND input_tokens + output_tokens + unpriced + cost > 0;
