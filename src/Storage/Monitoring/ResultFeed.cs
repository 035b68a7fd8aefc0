using Dapper;

namespace BenchHub.Storage.Monitoring;

/// <summary>A result as those see it who follow all results.</summary>
/// <param name="Position">From 1; a result that is committed later has a higher one than every result read before.</param>
[method: ExplicitConstructor]
public sealed record FedResult(
    long Position,
    string Id,
    string JobId,
    string SystemId,
    string SystemName,
    int SystemRevision,
    string DatasetId,
    string DatasetName,
    int DatasetVersion,
    string ContentHash,
    DateTimeOffset FinishedAt);

/// <param name="UpTo">Where to read on: everything that matters at or below this position was read.</param>
public sealed record FedResults(IReadOnlyList<FedResult> Items, long UpTo);

/// <summary>
/// All results in one order that only ever grows at its end. Positions are given after a result's commit, by one transaction at a time,
/// so that none appears behind a watermark: ADR 0011.
/// </summary>
public sealed class ResultFeed(Database database)
{
    private const int AtOnce = 1000;

    private const string Columns =
        "position, id, job_id, system_id, system_name, system_revision, dataset_id, dataset_name, dataset_version, content_hash, finished_at";

    /// <summary>The position of the newest result; 0 where there is none.</summary>
    public async Task<long> Last(CancellationToken cancellation = default)
    {
        await Place(cancellation);
        return await database.Read(static scope => scope.First<long?>("SELECT last FROM result_feed WHERE id = 1"), cancellation) ?? 0;
    }

    /// <summary>The results past a watermark, oldest first.</summary>
    /// <param name="after">The watermark.</param>
    /// <param name="systems">Ids; all when empty.</param>
    /// <param name="datasets">Ids; all when empty.</param>
    /// <param name="most">How many to read at once.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FedResults> After(
        long after, IReadOnlyCollection<string> systems, IReadOnlyCollection<string> datasets, int most = 100, CancellationToken cancellation = default)
    {
        var last = await Last(cancellation);
        if (last <= after)
        {
            return new([], after);
        }

        var rows = await database.Read(
            scope => scope.List<FedResult>(
                $"""
                SELECT {Columns} FROM results WHERE position > @after AND position <= @last
                {(systems.Count == 0 ? "" : "AND " + scope.Engine.Among("system_id", "@systems"))}
                {(datasets.Count == 0 ? "" : "AND " + scope.Engine.Among("dataset_id", "@datasets"))}
                ORDER BY position LIMIT @most
                """,
                new { after, last, most, systems = systems.ToArray(), datasets = datasets.ToArray() }),
            cancellation);
        return new(rows, rows.Count < most ? last : rows[^1].Position);
    }

    /// <summary>The newest results of a system on a dataset, newest first.</summary>
    public async Task<FedResults> Newest(string systemId, string datasetId, int most, CancellationToken cancellation = default)
    {
        var last = await Last(cancellation);
        var rows = await database.Read(
            scope => scope.List<FedResult>(
                $"SELECT {Columns} FROM results WHERE dataset_id = @datasetId AND system_id = @systemId AND position <= @last ORDER BY position DESC LIMIT @most",
                new { systemId, datasetId, last, most }),
            cancellation);
        return new(rows, last);
    }

    /// <summary>The last result before <paramref name="result"/> that a system has with a metric on the very same items; null when there is none.</summary>
    public Task<FedResult?> Before(FedResult result, string systemId, string metric, CancellationToken cancellation = default) => database.Read(
        scope => scope.First<FedResult>(
            $"""
            SELECT {Columns} FROM results
            WHERE dataset_id = @DatasetId AND system_id = @systemId AND position < @Position AND content_hash = @ContentHash
                AND EXISTS (SELECT 1 FROM result_metrics WHERE result_id = results.id AND metric = @metric)
            ORDER BY position DESC LIMIT 1
            """,
            new { result.DatasetId, systemId, result.Position, result.ContentHash, metric }),
        cancellation);

    /// <summary>How often each metric was measured in the results of a system on a dataset up to a position.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Counts(string systemId, string datasetId, long upTo, CancellationToken cancellation = default) =>
        (await database.Read(
            scope => scope.List<(string Metric, long Count)>(
                """
                SELECT m.metric, count(*) FROM results r JOIN result_metrics m ON m.result_id = r.id
                WHERE r.dataset_id = @datasetId AND r.system_id = @systemId AND r.position <= @upTo AND m.value IS NOT NULL GROUP BY m.metric
                """,
                new { systemId, datasetId, upTo }),
            cancellation)).ToDictionary(static pair => pair.Metric, static pair => pair.Count);

    private async Task Place(CancellationToken cancellation)
    {
        while (await database.Read(static scope => scope.First<int?>("SELECT 1 FROM results WHERE position IS NULL LIMIT 1"), cancellation) is not null
            && await database.Write(Place, cancellation) == AtOnce)
        {
        }
    }

    private static async Task<int> Place(Scope scope)
    {
        // The row is held until the commit: whoever comes second reads after it what the first has placed.
        var last = await scope.First<long>("INSERT INTO result_feed (id, last) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET last = result_feed.last RETURNING last");
        var placed = await scope.Execute(
            """
            UPDATE results SET position = @last + found.place
            FROM (SELECT id, row_number() OVER (ORDER BY finished_at, id) AS place FROM results WHERE position IS NULL ORDER BY finished_at, id LIMIT @AtOnce) AS found
            WHERE results.id = found.id
            """,
            new { last, AtOnce });
        await scope.Execute("UPDATE result_feed SET last = last + @placed WHERE id = 1", new { placed });
        return placed;
    }
}
