namespace BenchHub.Storage;

/// <summary>The disk (or the database's quota) is full. What was being written was rolled back as a whole.</summary>
public sealed class StorageFullException(string database, Exception? cause = null)
    : IOException($"The disk that holds the database ({database}) is full. Nothing of this write was kept; free some space and repeat it.", cause);

/// <summary>The database cannot be reached or opened. What was being written may stand only if the connection broke in the middle of its commit.</summary>
public sealed class StorageUnavailableException(string database, Exception cause, string advice)
    : IOException($"The database ({database}) cannot be used: {cause.Message.TrimEnd('.')}. {advice}", cause);

/// <summary>Another program keeps the SQLite file locked.</summary>
public sealed class StorageBusyException(string database, TimeSpan waited, Exception? cause = null)
    : IOException($"Another program has kept the database ({database}) locked for {waited.TotalSeconds:0} s. Close it (an open transaction in a database browser?) and repeat.", cause);

/// <summary>The database belongs to a newer version of BenchHub.</summary>
public sealed class NewerDatabaseException(string database, int found, int known)
    : InvalidOperationException($"The database ({database}) was written by a newer BenchHub: its schema is {found}, this program knows up to {known}. Run that version, or name another database.");

/// <summary>A page cursor that this hub did not make.</summary>
public sealed class MalformedCursorException(string cursor)
    : FormatException($"The cursor '{(cursor.Length > 64 ? cursor[..64] + "…" : cursor)}' is malformed. Pass the nextCursor of the previous page unchanged, or none for the first page.");

/// <summary>The name is held by another row that is not retired.</summary>
public sealed class NameTakenException(string name, Exception? cause = null)
    : InvalidOperationException($"The name '{name}' is taken. Choose another name, or retire what holds it.", cause)
{
    public string Name { get; } = name;
}
