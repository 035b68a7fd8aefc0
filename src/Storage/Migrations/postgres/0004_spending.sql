-- What was paid: by whom (a job, a calibration, a batch that the hub answers), to which system and model, on which day (UTC); grows with the commit that keeps the answers. Money in billionths of a US dollar.
CREATE TABLE spending (
    payer TEXT COLLATE "C" NOT NULL,
    task INTEGER NOT NULL,
    system_id TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    cost BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    unpriced BIGINT NOT NULL,
    PRIMARY KEY (payer, task, system_id, model, day)
);
CREATE INDEX spending_day ON spending (day);
CREATE INDEX spending_system ON spending (system_id);

-- Until now only each task's sum was kept: it counts on the day the task began, for no model in particular.
INSERT INTO spending (payer, task, model, day, system_id, cost, input_tokens, output_tokens, unpriced)
SELECT job_id, number, '', to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), system_id, cost, input_tokens, output_tokens, unpriced
FROM tasks WHERE started_at IS NOT NULL AND input_tokens + output_tokens + unpriced + cost > 0;
