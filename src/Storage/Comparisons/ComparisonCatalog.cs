using System.Text;

namespace BenchHub.Storage.Comparisons;

/// <summary>All comparisons that are kept.</summary>
public sealed class ComparisonCatalog(Database database)
{
    private const string Select =
        "SELECT id, name, created_from, command, systems, datasets, metrics, cells, significant_pairs, created_at FROM comparisons";

    /// <summary>Adds a comparison; one of the same id stays as it is.</summary>
    /// <param name="document">All of it, as JSON; a megabyte takes some tens of kilobytes.</param>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> Add(ComparisonRow row, string document, CancellationToken cancellation = default) => await database.Execute(
        """
        INSERT INTO comparisons (id, name, created_from, command, systems, datasets, metrics, cells, significant_pairs, document, created_at)
        VALUES (@Id, @Name, @CreatedFrom, @Command, @Systems, @Datasets, @Metrics, @Cells, @SignificantPairs, @Document, @CreatedAt)
        ON CONFLICT (id) DO NOTHING
        """,
        new
        {
            row.Id,
            row.Name,
            row.CreatedFrom,
            row.Command,
            row.Systems,
            row.Datasets,
            row.Metrics,
            row.Cells,
            row.SignificantPairs,
            Document = Packed.Pack(Encoding.UTF8.GetBytes(document)),
            row.CreatedAt,
        },
        cancellation) == 1;

    public Task<ComparisonRow?> Find(string id, CancellationToken cancellation = default) =>
        database.Read(scope => scope.First<ComparisonRow>($"{Select} WHERE id = @id", new { id }), cancellation);

    /// <returns>The document as it was given; null when there is no such comparison.</returns>
    public async Task<string?> Document(string id, CancellationToken cancellation = default) =>
        await database.Read(scope => scope.First<byte[]>("SELECT document FROM comparisons WHERE id = @id", new { id }), cancellation) is { } packed
            ? Encoding.UTF8.GetString(Packed.Unpack(packed))
            : null;

    /// <summary>Newest first.</summary>
    public Task<Page<ComparisonRow>> List(PageRequest page, CancellationToken cancellation = default) =>
        Listing.Read<ComparisonRow>(database, Select, "created_at", [], [], page, row => new(row.CreatedAt, row.Id), cancellation);

    /// <returns>Whether there was one.</returns>
    public async Task<bool> Delete(string id, CancellationToken cancellation = default) =>
        await database.Execute("DELETE FROM comparisons WHERE id = @id", new { id }, cancellation) == 1;
}
