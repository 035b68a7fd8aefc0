-- A search looks at every name until a page is full: all that it compares stands in the index, away from the documents.
DROP INDEX systems_newest;
CREATE INDEX systems_newest ON systems (created_at, id, status, kind, search, tags);
