namespace BenchHub.Storage.Results;

/// <summary>All finished results.</summary>
public sealed class ResultCatalog(Database database)
{
    private const string Columns =
        "id, job_id, task_number, system_id, system_name, system_revision, dataset_id, dataset_name, dataset_version, content_hash, items, errors, started_at, finished_at, document";

    public Task<ResultRow?> Find(string id, CancellationToken cancellation = default) =>
        database.Read(scope => scope.First<ResultRow>($"SELECT {Columns} FROM results WHERE id = @id", new { id }), cancellation);

    /// <summary>The last finished first.</summary>
    public Task<Page<ResultRow>> List(ResultFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        var where = new List<string>();
        var values = new Dictionary<string, object?>();
        foreach (var (column, name, wanted) in new[]
        {
            ("system_id", nameof(filter.SystemId), filter.SystemId),
            ("dataset_id", nameof(filter.DatasetId), filter.DatasetId),
            ("job_id", nameof(filter.JobId), filter.JobId),
        })
        {
            if (!string.IsNullOrEmpty(wanted))
            {
                where.Add($"{column} = @{name}");
                values[name] = wanted;
            }
        }

        return Listing.Read<ResultRow>(
            database, $"SELECT {Columns} FROM results", "finished_at", where, values, page, row => new(row.FinishedAt, row.Id), cancellation);
    }

    /// <summary>The metrics of some results: by result, then in the order stored.</summary>
    public async Task<IReadOnlyList<MetricRow>> Metrics(IReadOnlyList<string> resultIds, CancellationToken cancellation = default)
    {
        var metrics = new List<MetricRow>();
        foreach (var ids in resultIds.Chunk(256))
        {
            metrics.AddRange(await database.Read(
                scope => scope.List<MetricRow>(
                    $"""
                    SELECT result_id, metric, value, ci_low, ci_high, n, errors, undefined, signature
                    FROM result_metrics WHERE {scope.Engine.Among("result_id", "@ids")} ORDER BY result_id, position
                    """,
                    new { ids = ids.Select(Texts.Storable).ToArray() }),
                cancellation));
        }

        return metrics;
    }

    /// <returns>The score of every item, NaN where undefined; null when the result has no such metric.</returns>
    public async Task<double[]?> Scores(string resultId, string metric, CancellationToken cancellation = default) =>
        await database.Read(
            scope => scope.First<byte[]>("SELECT scores FROM result_metrics WHERE result_id = @resultId AND metric = @metric", new { resultId, metric }),
            cancellation) is { } packed ? Doubles.Unpack(packed) : null;

    /// <returns>The scores of every item by result, NaN where undefined; results without the metric are missing.</returns>
    public async Task<IReadOnlyDictionary<string, double[]>> Scores(IReadOnlyList<string> resultIds, string metric, CancellationToken cancellation = default)
    {
        var scores = new Dictionary<string, double[]>(resultIds.Count);
        foreach (var ids in resultIds.Chunk(256))
        {
            var rows = await database.Read(
                scope => scope.List<(string ResultId, byte[] Packed)>(
                    $"SELECT result_id, scores FROM result_metrics WHERE {scope.Engine.Among("result_id", "@ids")} AND metric = @metric",
                    new { ids = ids.Select(Texts.Storable).ToArray(), metric }),
                cancellation);
            foreach (var (id, packed) in rows)
            {
                scores[id] = Doubles.Unpack(packed);
            }
        }

        return scores;
    }

    /// <summary>
    /// The last finished result of each system, in its newest revision that has one, on one version of a dataset, by system id. Outputs of
    /// an earlier revision that were scored again later do not stand for the system.
    /// </summary>
    /// <param name="systemIds">Only these systems; all when null.</param>
    /// <param name="metric">Only results that have this metric.</param>
    public Task<IReadOnlyList<ResultRow>> Latest(
        string datasetId, int version, IReadOnlyList<string>? systemIds = null, string? metric = null, CancellationToken cancellation = default)
    {
        var systems = systemIds?.Select(Texts.Storable).ToArray();
        return database.Read(
            scope => scope.List<ResultRow>(
                $"""
                SELECT {Columns} FROM (
                    SELECT {Columns}, row_number() OVER (PARTITION BY system_id ORDER BY system_revision DESC, finished_at DESC, id DESC) AS place
                    FROM results
                    WHERE dataset_id = @datasetId AND dataset_version = @version
                    {(systems is null ? "" : "AND " + scope.Engine.Among("system_id", "@systems"))}
                    {(metric is null ? "" : "AND EXISTS (SELECT 1 FROM result_metrics WHERE result_id = results.id AND metric = @metric)")}
                ) AS ranked
                WHERE place = 1 ORDER BY system_id
                """,
                new { datasetId, version, systems, metric }),
            cancellation);
    }
}
