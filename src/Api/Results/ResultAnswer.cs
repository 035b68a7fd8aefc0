using BenchHub.Api.Json;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <param name="Errors">Items that have an error instead of an answer.</param>
/// <param name="Provenance">What exactly was measured, and how.</param>
internal sealed record ResultAnswer(
    string Id,
    string JobId,
    string System,
    string SystemId,
    string Dataset,
    string DatasetId,
    int DatasetVersion,
    int Items,
    int Errors,
    IReadOnlyDictionary<string, MetricAnswer> Metrics,
    LatencyAnswer? Latency,
    ProvenanceAnswer Provenance,
    DateTimeOffset StartedAt,
    DateTimeOffset CompletedAt)
{
    public static CsvTable<ResultAnswer> Csv(IEnumerable<string> metrics) => new([
        ("id", static result => result.Id), ("jobId", static result => result.JobId), ("system", static result => result.System),
        ("systemId", static result => result.SystemId), ("dataset", static result => result.Dataset), ("datasetId", static result => result.DatasetId),
        ("datasetVersion", static result => result.DatasetVersion), ("items", static result => result.Items), ("errors", static result => result.Errors),
        ("completedAt", static result => result.CompletedAt),
        .. metrics.Select<string, (string, Func<ResultAnswer, object?>)>(metric => (metric, result => result.Metrics.GetValueOrDefault(metric)?.Value))]);

    public static ResultAnswer Of(ResultRow row, IEnumerable<MetricRow> metrics)
    {
        var document = Projection.Read<ResultDocument>(row.Document);
        return new(
            row.Id, row.JobId, row.SystemName, row.SystemId, row.DatasetName, row.DatasetId, row.DatasetVersion, row.Items, row.Errors,
            MetricAnswer.Of(metrics), document.Latency,
            new(row.SystemRevision, row.ContentHash, document.TopK, document.Concurrency, document.Attempts), row.StartedAt, row.FinishedAt);
    }

    /// <summary>What the recorder keeps beside the numbers.</summary>
    private sealed record ResultDocument(int? TopK, int Concurrency, int Attempts, LatencyAnswer? Latency);
}

/// <summary>Of the answered calls, in milliseconds.</summary>
internal sealed record LatencyAnswer(double Mean, double P50, double P95, double P99, double Max);

/// <param name="SystemRevision">Which state of the system's registration was called.</param>
/// <param name="ContentHash">The exact items and judgements.</param>
/// <param name="TopK">Documents asked for; null where each system said.</param>
/// <param name="Attempts">Calls made, repeated ones included.</param>
internal sealed record ProvenanceAnswer(int SystemRevision, string ContentHash, int? TopK, int Concurrency, int Attempts);
