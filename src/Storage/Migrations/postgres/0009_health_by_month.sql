-- Health checks by month (UTC), so that old ones go with their table and not row by row. A month is made when its first row comes.

-- Attached, not created in place: who reads or writes other months meanwhile is not waited for.
CREATE OR REPLACE FUNCTION make_month(parent TEXT, at TIMESTAMPTZ) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    first TIMESTAMP := date_trunc('month', at AT TIME ZONE 'UTC');
    month TEXT := parent || to_char(first, '"_"YYYY"_"MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext(current_schema() || '.' || parent));
    IF to_regclass(quote_ident(month)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', month, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            parent, month, first AT TIME ZONE 'UTC', (first + INTERVAL '1 month') AT TIME ZONE 'UTC');
    END IF;
END $$;

-- Drops the months that end by an instant and tells how many rows they held. A month that somebody reads for long is emptied
-- instead: waiting for him would make everybody else wait.
CREATE OR REPLACE FUNCTION drop_months(parent TEXT, before TIMESTAMPTZ) RETURNS BIGINT LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
    month TEXT;
    held BIGINT;
    gone BIGINT := 0;
BEGIN
    FOR month IN SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = quote_ident(parent)::regclass LOOP
        -- Here and not above, where it might be asked of other tables too.
        CONTINUE WHEN (to_date(right(month, 7), 'YYYY_MM') + INTERVAL '1 month') AT TIME ZONE 'UTC' > before;
        BEGIN
            EXECUTE format('SELECT count(*) FROM %I', month) INTO held;
            EXECUTE format('DROP TABLE %I', month);
        EXCEPTION WHEN lock_not_available THEN
            EXECUTE format('DELETE FROM %I', month);
            GET DIAGNOSTICS held = ROW_COUNT;
        END;
        gone := gone + held;
    END LOOP;
    RETURN gone;
END $$;

ALTER TABLE health_checks RENAME TO health_checks_before;
ALTER TABLE health_checks_before DROP CONSTRAINT health_checks_pkey;
DROP INDEX health_checks_oldest;

CREATE TABLE health_checks (
    system_id TEXT COLLATE "C" NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    is_healthy BOOLEAN NOT NULL,
    response_milliseconds DOUBLE PRECISION,
    document JSON NOT NULL,
    PRIMARY KEY (system_id, checked_at)
) PARTITION BY RANGE (checked_at);
CREATE INDEX health_checks_oldest ON health_checks (checked_at);

SELECT make_month('health_checks', first)
FROM (SELECT DISTINCT date_trunc('month', checked_at, 'UTC') AS first FROM health_checks_before) AS months;
INSERT INTO health_checks (system_id, checked_at, is_healthy, response_milliseconds, document)
SELECT system_id, checked_at, is_healthy, response_milliseconds, document FROM health_checks_before;
DROP TABLE health_checks_before;

-- Those to wake after a restart are few among many.
CREATE INDEX jobs_unfinished ON jobs (created_at, id) WHERE status IN ('pending', 'running');
