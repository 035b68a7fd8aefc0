namespace BenchHub.Storage.Results;

/// <summary>Adds a result within the transaction that completes its task.</summary>
internal static class ResultWriter
{
    public static async Task Insert(Scope scope, ResultRow result, IReadOnlyList<ScoreColumn> columns)
    {
        await scope.Execute(
            """
            INSERT INTO results (id, job_id, task_number, system_id, system_name, system_revision, dataset_id, dataset_name,
                dataset_version, content_hash, items, errors, started_at, finished_at, document)
            VALUES (@Id, @JobId, @TaskNumber, @SystemId, @SystemName, @SystemRevision, @DatasetId, @DatasetName,
                @DatasetVersion, @ContentHash, @Items, @Errors, @StartedAt, @FinishedAt, @Document)
            """,
            new
            {
                result.Id,
                result.JobId,
                result.TaskNumber,
                result.SystemId,
                result.SystemName,
                result.SystemRevision,
                result.DatasetId,
                result.DatasetName,
                result.DatasetVersion,
                result.ContentHash,
                result.Items,
                result.Errors,
                result.StartedAt,
                result.FinishedAt,
                Document = new Json(result.Document),
            });
        await scope.Execute(
            """
            INSERT INTO result_metrics (result_id, metric, position, value, ci_low, ci_high, n, errors, undefined, signature, scores)
            VALUES (@Id, @Metric, @Position, @Value, @Low, @High, @N, @Errors, @Undefined, @Signature, @Scores)
            """,
            columns.Select((column, position) => new
            {
                result.Id,
                column.Metric,
                Position = position,
                Value = Mapping.Defined(column.Value),
                Low = Mapping.Defined(column.CiLow),
                High = Mapping.Defined(column.CiHigh),
                column.N,
                column.Errors,
                column.Undefined,
                column.Signature,
                Scores = Doubles.Pack(column.Scores),
            }));
    }
}
