namespace BenchHub.Storage.Results;

/// <summary>All finished results.</summary>
public sealed class ResultCatalog(Database database)
{
    private const string Columns =
        "id, job_id, task_number, system_id, system_name, system_revision, dataset_id, dataset_name, dataset_version, content_hash, items, errors, started_at, finished_at, document, quarantined_at, quarantined_by, quarantine_reason";

    // Outputs of an earlier revision that were scored again later do not stand for the system.
    private const string Newest = "system_revision DESC, finished_at DESC, id DESC";

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
    /// The last finished result of each system, in its newest revision that has one, on one version of a dataset, by system id. Those in
    /// quarantine do not stand for their system.
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
                    SELECT {Columns}, row_number() OVER (PARTITION BY system_id ORDER BY {Newest}) AS place
                    FROM results
                    WHERE dataset_id = @datasetId AND dataset_version = @version AND quarantined_at IS NULL
                    {(systems is null ? "" : "AND " + scope.Engine.Among("system_id", "@systems"))}
                    {(metric is null ? "" : "AND EXISTS (SELECT 1 FROM result_metrics WHERE result_id = results.id AND metric = @metric)")}
                ) AS ranked
                WHERE place = 1 ORDER BY system_id
                """,
                new { datasetId, version, systems, metric }),
            cancellation);
    }

    /// <summary>What <see cref="Latest"/> would find on the latest version of each dataset that is not deleted: by dataset id, then by system id.</summary>
    /// <param name="metric">Only results that have this metric.</param>
    /// <param name="datasetIds">Only these datasets; all when null.</param>
    /// <param name="cancellation">Gives up reading.</param>
    public Task<IReadOnlyList<Standing>> Standings(string metric, IReadOnlyList<string>? datasetIds = null, CancellationToken cancellation = default)
    {
        var datasets = datasetIds?.Select(Texts.Storable).ToArray();
        return database.Read(
            scope => scope.List<Standing>(
                $"""
                SELECT result_id, system_id, system_name, dataset_id, dataset_name, dataset_version, value, n, signature FROM (
                    SELECT result_id, system_id, system_name, dataset_id, dataset_name, dataset_version, value, n, signature,
                        row_number() OVER (PARTITION BY dataset_id, system_id ORDER BY {Newest}) AS place
                    FROM (
                        SELECT r.id, r.id AS result_id, r.system_id, r.system_name, r.system_revision, r.dataset_id, d.name AS dataset_name, r.dataset_version,
                            r.finished_at, m.value, m.n, m.signature
                        FROM datasets d
                        JOIN results r ON r.dataset_id = d.id AND r.dataset_version = d.version
                        JOIN result_metrics m ON m.result_id = r.id AND m.metric = @metric
                        WHERE d.status = 'active' AND r.quarantined_at IS NULL {(datasets is null ? "" : "AND " + scope.Engine.Among("d.id", "@datasets"))}
                    ) AS measured
                ) AS ranked
                WHERE place = 1 ORDER BY dataset_id, system_id
                """,
                new { metric, datasets }),
            cancellation);
    }

    /// <summary>From here on the result does not stand for its system; an earlier one does, where there is one. Repeating it keeps the first word.</summary>
    /// <returns>Whether there is such a result.</returns>
    public async Task<bool> Quarantine(string id, string reason, string? by, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Execute(
            """
            UPDATE results SET quarantine_reason = coalesce(quarantine_reason, @reason), quarantined_at = coalesce(quarantined_at, @at),
                quarantined_by = CASE WHEN quarantined_at IS NULL THEN @by ELSE quarantined_by END
            WHERE id = @id
            """,
            new { id, reason, by, at },
            cancellation) == 1;

    /// <summary>The result may stand for its system again.</summary>
    /// <returns>Whether there is such a result.</returns>
    public async Task<bool> Release(string id, CancellationToken cancellation = default) =>
        await database.Execute("UPDATE results SET quarantine_reason = NULL, quarantined_at = NULL, quarantined_by = NULL WHERE id = @id", new { id }, cancellation) == 1;
}
