-- A search of three letters or more goes by its trigrams. The extension comes with PostgreSQL, and the owner of a database may
-- create it; where neither is so, a search reads the table.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX systems_search ON systems USING gin (search gin_trgm_ops);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'Searches of systems go without an index: %', SQLERRM;
END
$$;
