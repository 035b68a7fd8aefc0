-- The tables and statements that the ADO.NET providers need, for SQLite and for tests: short rather than fast.

CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);

CREATE TABLE OrleansStorage (
    GrainIdHash INTEGER, GrainIdN0 INTEGER, GrainIdN1 INTEGER, GrainTypeHash INTEGER, GrainTypeString TEXT, GrainIdExtensionString TEXT,
    ServiceId TEXT, PayloadBinary BLOB, Version INTEGER,
    UNIQUE (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId)
);

CREATE TABLE OrleansRemindersTable (
    ServiceId TEXT, GrainId TEXT, ReminderName TEXT, StartTime TEXT, Period INTEGER, GrainHash INTEGER, Version INTEGER,
    PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE VIEW StorageKey AS SELECT
    'GrainIdHash = @GrainIdHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1 AND GrainTypeHash = @GrainTypeHash '
    || 'AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId' AS Condition;

INSERT INTO OrleansQuery SELECT 'ReadFromStorageKey', 'SELECT PayloadBinary, Version FROM OrleansStorage WHERE ' || Condition FROM StorageKey;

-- The first write inserts version 1; where a row exists, only a write that knows its version replaces it. Otherwise no row returns.
INSERT INTO OrleansQuery SELECT 'WriteToStorageKey',
    'INSERT INTO OrleansStorage SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId, @PayloadBinary, 1 '
    || 'WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM OrleansStorage WHERE ' || Condition || ') '
    || 'ON CONFLICT DO UPDATE SET PayloadBinary = excluded.PayloadBinary, Version = Version + 1 WHERE Version = @GrainStateVersion '
    || 'RETURNING Version AS NewGrainStateVersion'
FROM StorageKey;

INSERT INTO OrleansQuery SELECT 'ClearStorageKey',
    'UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1 WHERE ' || Condition || ' AND Version = @GrainStateVersion RETURNING Version AS NewGrainStateVersion'
FROM StorageKey;

INSERT INTO OrleansQuery SELECT 'DeleteStorageKey',
    'DELETE FROM OrleansStorage WHERE ' || Condition || ' AND Version = @GrainStateVersion RETURNING Version + 1 AS NewGrainStateVersion'
FROM StorageKey;

INSERT INTO OrleansQuery VALUES
('UpsertReminderRowKey', 'INSERT INTO OrleansRemindersTable VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    ON CONFLICT DO UPDATE SET StartTime = excluded.StartTime, Period = excluded.Period, Version = Version + 1 RETURNING Version'),
('ReadReminderRowKey', 'SELECT * FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName'),
('ReadReminderRowsKey', 'SELECT * FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId'),
('ReadRangeRows1Key', 'SELECT * FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash'),
('ReadRangeRows2Key', 'SELECT * FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash)'),
('DeleteReminderRowKey', 'DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version; SELECT changes()'),
('DeleteReminderRowsKey', 'DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId');
