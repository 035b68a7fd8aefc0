-- Months are partitions on PostgreSQL alone. The number is kept so that both count alike.
SELECT 1;
