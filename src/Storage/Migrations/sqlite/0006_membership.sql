-- PostgreSQL alone keeps a cluster's members: a hub on SQLite is one process. The number is kept so that both count alike.
SELECT 1;
