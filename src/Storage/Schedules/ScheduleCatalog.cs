namespace BenchHub.Storage.Schedules;

/// <summary>All schedules by id and name.</summary>
public sealed class ScheduleCatalog(Database database)
{
    private const string Select = "SELECT id, name, status, document, created_at, updated_at FROM schedules";

    /// <summary>Writes the row as it is given; safe to repeat.</summary>
    /// <exception cref="NameTakenException">Another schedule has the name.</exception>
    public Task Put(ScheduleRow row, CancellationToken cancellation = default) => NameClaims.Put(
        database,
        """
        INSERT INTO schedules (id, name, status, document, created_at, updated_at)
        VALUES (@Id, @Name, @Status, @Document, @CreatedAt, @UpdatedAt)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, status = excluded.status, document = excluded.document,
            created_at = excluded.created_at, updated_at = excluded.updated_at
        """,
        new { row.Id, row.Name, row.Status, Document = new Json(row.Document), row.CreatedAt, row.UpdatedAt },
        row.Name,
        cancellation);

    /// <summary>By id or by exact name; an id wins over a name.</summary>
    public Task<ScheduleRow?> Find(string idOrName, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<ScheduleRow>(
            $"{Select} WHERE id = @idOrName OR name = @idOrName ORDER BY CASE WHEN id = @idOrName THEN 0 ELSE 1 END LIMIT 1", new { idOrName }),
        cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<ScheduleRow>> List(PageRequest page, CancellationToken cancellation = default) =>
        Listing.Read<ScheduleRow>(database, Select, "created_at", [], [], page, row => new(row.CreatedAt, row.Id), cancellation);

    /// <summary>Ids of those that are not paused, oldest first: those to wake after a restart.</summary>
    public Task<IReadOnlyList<string>> Waiting(CancellationToken cancellation = default) => database.Read(
        scope => scope.List<string>("SELECT id FROM schedules WHERE status = 'active' ORDER BY created_at, id"), cancellation);

    /// <returns>How many were removed: 1, or 0 where there was none.</returns>
    public Task<int> Delete(string id, CancellationToken cancellation = default) =>
        database.Execute("DELETE FROM schedules WHERE id = @id", new { id }, cancellation);
}
