namespace BenchHub.Storage.Datasets;

/// <summary>All datasets by id and name.</summary>
public sealed class DatasetCatalog(Database database)
{
    private const string Select = "SELECT id, name, status, version, items, document, created_at, updated_at FROM datasets";

    /// <summary>
    /// Holds a name for <paramref name="id"/> until <see cref="Put"/> or <see cref="Release"/>. A claim that became
    /// nothing within a minute may be taken over. Repeating a claim renews it.
    /// </summary>
    /// <returns>The id that holds the name: this one, or the other's.</returns>
    public Task<string> Claim(string name, string id, DateTimeOffset now, CancellationToken cancellation = default) => database.Write(
        scope => NameClaims.Claim(
            scope,
            "datasets",
            "INSERT INTO datasets (id, name, status, version, items, search, document, created_at, updated_at) VALUES (@id, @name, 'claimed', 0, 0, '', @document, @now, @now)",
            name, id, now),
        cancellation);

    /// <summary>Gives a claimed name back; does nothing to a dataset that was put.</summary>
    public Task Release(string id, CancellationToken cancellation = default) => NameClaims.Release(database, "datasets", id, cancellation);

    /// <summary>Writes the row as it is given; safe to repeat.</summary>
    /// <exception cref="NameTakenException">Another dataset that is not retired has the name.</exception>
    public Task Put(DatasetRow row, CancellationToken cancellation = default) => NameClaims.Put(
        database,
        """
        INSERT INTO datasets (id, name, status, version, items, search, document, created_at, updated_at)
        VALUES (@Id, @Name, @Status, @Version, @Items, @Search, @Document, @CreatedAt, @UpdatedAt)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, status = excluded.status, version = excluded.version, items = excluded.items,
            search = excluded.search, document = excluded.document, created_at = excluded.created_at, updated_at = excluded.updated_at
        """,
        new
        {
            row.Id,
            row.Name,
            row.Status,
            row.Version,
            row.Items,
            row.CreatedAt,
            row.UpdatedAt,
            Document = new Json(row.Document),
            Search = Listing.SearchText(row.Name),
        },
        row.Name,
        cancellation);

    /// <summary>By id whatever its status, or by exact name among the active ones; an id wins over a name.</summary>
    public Task<DatasetRow?> Find(string idOrName, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<DatasetRow>(
            $"{Select} WHERE id = @idOrName OR (name = @idOrName AND status = 'active' AND {NameClaims.IsHeld}) ORDER BY CASE WHEN id = @idOrName THEN 0 ELSE 1 END LIMIT 1",
            new { idOrName }),
        cancellation);

    /// <summary>Newest first; what is only claimed is not shown.</summary>
    /// <param name="search">Part of the name; case does not matter.</param>
    public Task<Page<DatasetRow>> List(string? search, bool includeRetired, PageRequest page, CancellationToken cancellation = default)
    {
        List<string> where = [includeRetired ? "status <> 'claimed'" : "status = 'active'"];
        var values = new Dictionary<string, object?>();
        if (!string.IsNullOrEmpty(search))
        {
            where.Add(Listing.Contains("search", "@Search"));
            values["Search"] = Listing.SearchText(search);
        }

        return Listing.Read<DatasetRow>(database, Select, "created_at", where, values, page, row => new(row.CreatedAt, row.Id), cancellation);
    }
}
