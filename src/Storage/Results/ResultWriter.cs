using System.Data;
using Dapper;

namespace BenchHub.Storage.Results;

/// <summary>Adds a result within the transaction that completes its task.</summary>
internal static class ResultWriter
{
    public static async Task Insert(Scope scope, ResultRow result, IReadOnlyList<ScoreColumn> columns)
    {
        var values = new DynamicParameters(new
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

        // All at once, since each statement is a way to the server and back.
        await scope.Execute(
            $"""
            INSERT INTO results (id, job_id, task_number, system_id, system_name, system_revision, dataset_id, dataset_name,
                dataset_version, content_hash, items, errors, started_at, finished_at, document)
            VALUES (@Id, @JobId, @TaskNumber, @SystemId, @SystemName, @SystemRevision, @DatasetId, @DatasetName,
                @DatasetVersion, @ContentHash, @Items, @Errors, @StartedAt, @FinishedAt, @Document)
            {(columns.Count == 0 ? "" : "; " + Metrics(columns, values))}
            """,
            values);
    }

    private static string Metrics(IReadOnlyList<ScoreColumn> columns, DynamicParameters values)
    {
        var rows = new List<string>(columns.Count);
        foreach (var (i, column) in columns.Index())
        {
            rows.Add($"(@Id, @metric{i}, {i}, @value{i}, @low{i}, @high{i}, @n{i}, @errors{i}, @undefined{i}, @signature{i}, @scores{i})");
            values.Add($"metric{i}", column.Metric);
            values.Add($"value{i}", Mapping.Defined(column.Value), DbType.Double);
            values.Add($"low{i}", Mapping.Defined(column.CiLow), DbType.Double);
            values.Add($"high{i}", Mapping.Defined(column.CiHigh), DbType.Double);
            values.Add($"n{i}", column.N);
            values.Add($"errors{i}", column.Errors);
            values.Add($"undefined{i}", column.Undefined);
            values.Add($"signature{i}", column.Signature);
            values.Add($"scores{i}", Doubles.Pack(column.Scores));
        }

        return $"INSERT INTO result_metrics (result_id, metric, position, value, ci_low, ci_high, n, errors, undefined, signature, scores) VALUES {string.Join(", ", rows)}";
    }
}
