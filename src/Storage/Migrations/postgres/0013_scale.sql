-- A search of three letters or more goes by its trigrams. The extension comes with PostgreSQL, and the owner of a database may
-- create it; where neither is so, a search reads the table. Systems change rarely: their index is never behind.
DO $$
DECLARE
    home TEXT;
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
    SELECT extnamespace::regnamespace INTO home FROM pg_extension WHERE extname = 'pg_trgm';
    EXECUTE format('CREATE INDEX systems_search ON systems USING gin (search %s.gin_trgm_ops) WITH (fastupdate = off)', home);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR invalid_schema_name OR feature_not_supported THEN
    RAISE NOTICE 'Searches of systems go without an index: %', SQLERRM;
END
$$;
