namespace BenchHub.Storage.Systems;

/// <summary>All systems by id and name.</summary>
public sealed class SystemCatalog(Database database)
{
    private const string Select = "SELECT id, name, kind, status, url, tags, document, created_at, updated_at FROM systems";

    /// <summary>
    /// Holds a name for <paramref name="id"/> until <see cref="Put"/> or <see cref="Release"/>. A claim that became
    /// nothing within a minute may be taken over. Repeating a claim renews it.
    /// </summary>
    /// <returns>The id that holds the name: this one, or the other's.</returns>
    public Task<string> Claim(string name, string id, DateTimeOffset now, CancellationToken cancellation = default) => database.Write(
        scope => NameClaims.Claim(
            scope,
            "systems",
            "INSERT INTO systems (id, name, kind, status, url, tags, search, document, created_at, updated_at) VALUES (@id, @name, '', 'claimed', NULL, @tags, '', @document, @now, @now)",
            name, id, now),
        cancellation);

    /// <summary>Gives a claimed name back; does nothing to a system that was put.</summary>
    public Task Release(string id, CancellationToken cancellation = default) => NameClaims.Release(database, "systems", id, cancellation);

    /// <summary>Writes the row as it is given; safe to repeat.</summary>
    /// <exception cref="NameTakenException">Another system that is not retired has the name.</exception>
    public Task Put(SystemRow row, CancellationToken cancellation = default) => NameClaims.Put(
        database,
        """
        INSERT INTO systems (id, name, kind, status, url, tags, search, document, created_at, updated_at)
        VALUES (@Id, @Name, @Kind, @Status, @Url, @Tags, @Search, @Document, @CreatedAt, @UpdatedAt)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, kind = excluded.kind, status = excluded.status, url = excluded.url, tags = excluded.tags,
            search = excluded.search, document = excluded.document, created_at = excluded.created_at, updated_at = excluded.updated_at
        """,
        new
        {
            row.Id,
            row.Name,
            row.Kind,
            row.Status,
            row.Url,
            row.Tags,
            row.CreatedAt,
            row.UpdatedAt,
            Document = new Json(row.Document),
            Search = Listing.SearchText([row.Name, row.Url, .. row.Tags]),
        },
        row.Name,
        cancellation);

    /// <summary>By id whatever its status, or by exact name among the active ones; an id wins over a name.</summary>
    public Task<SystemRow?> Find(string idOrName, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<SystemRow>(
            $"{Select} WHERE id = @idOrName OR (name = @idOrName AND status = 'active' AND {NameClaims.IsHeld}) ORDER BY CASE WHEN id = @idOrName THEN 0 ELSE 1 END LIMIT 1",
            new { idOrName }),
        cancellation);

    /// <summary>Newest first; what is only claimed is not shown.</summary>
    public Task<Page<SystemRow>> List(SystemFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        List<string> where = [filter.IncludeRetired ? "status <> 'claimed'" : "status = 'active'"];
        var values = new Dictionary<string, object?>();
        if (!string.IsNullOrEmpty(filter.Search))
        {
            where.Add(database.Contains("search", "@Search"));
            values["Search"] = Listing.SearchText(filter.Search);
        }

        if (!string.IsNullOrEmpty(filter.Tag))
        {
            where.Add(Listing.Contains("tags", "@Tag"));
            values["Tag"] = Mapping.Quoted(filter.Tag);
        }

        if (!string.IsNullOrEmpty(filter.Kind))
        {
            where.Add("kind = @Kind");
            values["Kind"] = filter.Kind;
        }

        return Listing.Read<SystemRow>(database, Select, "created_at", where, values, page, row => new(row.CreatedAt, row.Id), cancellation);
    }
}
