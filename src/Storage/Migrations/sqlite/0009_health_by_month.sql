-- Months are partitions on PostgreSQL alone. The number is kept so that both count alike.

-- Those to wake after a restart are few among many.
CREATE INDEX jobs_unfinished ON jobs (created_at, id) WHERE status IN ('pending', 'running');
