using System.Runtime.CompilerServices;

namespace BenchHub.Storage.Results;

/// <summary>Which results, by what they measured and when they were finished; what is null does not matter.</summary>
/// <param name="From">The first instant that counts.</param>
/// <param name="To">The first that no longer does.</param>
public sealed record HistoryFilter(string? SystemId = null, string? DatasetId = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Results over time, whatever became of their systems and datasets since.</summary>
public sealed class ResultHistory(Database database)
{
    private const string Select =
        "SELECT id, job_id, task_number, system_id, system_name, system_revision, dataset_id, dataset_name, dataset_version, content_hash, items, errors, started_at, finished_at, document FROM results";

    private const int PageSize = 500;

    /// <summary>The last finished first, a page at a time in memory. Results that come meanwhile are not seen.</summary>
    public async IAsyncEnumerable<ResultRow> Newest(HistoryFilter filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (string? cursor = null; ;)
        {
            var (where, values) = Conditions(filter);
            var page = await Listing.Read<ResultRow>(
                database, Select, "finished_at", where, values, new(PageSize, cursor), static row => new(row.FinishedAt, row.Id), cancellation);
            foreach (var row in page.Items)
            {
                yield return row;
            }

            if ((cursor = page.NextCursor) is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Every metric that one of the results has, in order of their names.</summary>
    public Task<IReadOnlyList<string>> MetricNames(HistoryFilter filter, CancellationToken cancellation = default)
    {
        var (where, values) = Conditions(filter);
        var results = where.Count == 0 ? "" : $"WHERE result_id IN (SELECT id FROM results WHERE {string.Join(" AND ", where)})";
        return database.Read(scope => scope.List<string>($"SELECT DISTINCT metric FROM result_metrics {results} ORDER BY metric", values), cancellation);
    }

    /// <summary>The id that the newest result knows a system or dataset by, for names that nothing has any more.</summary>
    /// <param name="isSystem">Whether the name is a system's.</param>
    public Task<string?> IdOf(string name, bool isSystem, CancellationToken cancellation = default)
    {
        var kind = isSystem ? "system" : "dataset";
        return database.Read(
            scope => scope.First<string>($"SELECT {kind}_id FROM results WHERE {kind}_name = @name ORDER BY finished_at DESC, id DESC LIMIT 1", new { name }), cancellation);
    }

    private static (List<string> Where, Dictionary<string, object?> Values) Conditions(HistoryFilter filter)
    {
        var where = new List<string>();
        var values = new Dictionary<string, object?>();
        foreach (var (condition, name, value) in new (string, string, object?)[]
        {
            ("system_id = @SystemId", "SystemId", filter.SystemId),
            ("dataset_id = @DatasetId", "DatasetId", filter.DatasetId),
            ("finished_at >= @From", "From", filter.From),
            ("finished_at < @To", "To", filter.To),
        })
        {
            if (value is not null)
            {
                where.Add(condition);
                values[name] = value;
            }
        }

        return (where, values);
    }
}
