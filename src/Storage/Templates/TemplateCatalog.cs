using Dapper;

namespace BenchHub.Storage.Templates;

/// <summary>A saved job.</summary>
/// <param name="Job">JSON of the request, as <c>POST /batch/jobs</c> takes it; comes back as the text it was given as.</param>
[method: ExplicitConstructor]
public sealed record TemplateRow(string Id, string Name, string Description, string Job, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>All templates by id and name.</summary>
public sealed class TemplateCatalog(Database database)
{
    private const string Select = "SELECT id, name, description, job, created_at, updated_at FROM templates";

    /// <summary>Writes the template as it is given; one that exists keeps when it was created.</summary>
    /// <exception cref="NameTakenException">Another template has the name.</exception>
    public Task Put(TemplateRow row, CancellationToken cancellation = default) => NameClaims.Put(
        database,
        """
        INSERT INTO templates (id, name, description, job, created_at, updated_at)
        VALUES (@Id, @Name, @Description, @Job, @CreatedAt, @UpdatedAt)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, description = excluded.description, job = excluded.job, updated_at = excluded.updated_at
        """,
        new { row.Id, row.Name, row.Description, Job = new Json(row.Job), row.CreatedAt, row.UpdatedAt },
        row.Name,
        cancellation);

    /// <summary>By id or by exact name; an id wins over a name.</summary>
    public Task<TemplateRow?> Find(string idOrName, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<TemplateRow>(
            $"{Select} WHERE id = @idOrName OR name = @idOrName ORDER BY CASE WHEN id = @idOrName THEN 0 ELSE 1 END LIMIT 1", new { idOrName }),
        cancellation);

    /// <summary>Newest first.</summary>
    public Task<Page<TemplateRow>> List(PageRequest page, CancellationToken cancellation = default) =>
        Listing.Read<TemplateRow>(database, Select, "created_at", [], [], page, row => new(row.CreatedAt, row.Id), cancellation);

    /// <returns>How many were removed: 1, or 0 where there was none.</returns>
    public Task<int> Delete(string id, CancellationToken cancellation = default) =>
        database.Execute("DELETE FROM templates WHERE id = @id", new { id }, cancellation);
}
