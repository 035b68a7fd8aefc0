using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using BenchHub.Api.Json;
using BenchHub.Storage.Results;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Analytics;

internal sealed record EvaluationsQuery
{
    [FromQuery(Name = "format"), Description("csv or json. Default: csv.")]
    public string? Format { get; init; }

    [FromQuery(Name = "systemId"), Description("Id or name. Default: all.")]
    public string? SystemId { get; init; }

    [FromQuery(Name = "datasetId"), Description("Id or name. Default: all.")]
    public string? DatasetId { get; init; }

    [FromQuery(Name = "system_id"), Description("Another name of systemId.")]
    public string? SystemIdOfSeed { get; init; }

    [FromQuery(Name = "dataset_id"), Description("Another name of datasetId.")]
    public string? DatasetIdOfSeed { get; init; }

    [FromQuery(Name = "from"), Description("The first day (UTC), as 2026-03-01, or an instant.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day, which counts as well, or the first instant that no longer counts.")]
    public string? To { get; init; }

    /// <exception cref="RefusedException">Something does not exist, or the range is none.</exception>
    public async Task<HistoryFilter> ToFilter(PastNames names, CancellationToken ct)
    {
        var range = DateRange.Of(From, To, "from", "to");
        var system = SystemId ?? SystemIdOfSeed;
        return new(
            string.IsNullOrEmpty(system) ? null : await names.System(system, "systemId", ct),
            await names.DatasetOrNone(DatasetId ?? DatasetIdOfSeed, "datasetId", ct),
            range.From,
            range.To);
    }
}

/// <param name="FormatVersion">Rises when a field changes its meaning.</param>
internal sealed record ExportMetadata(DateTimeOffset ExportDate, string FormatVersion, string? SystemId, string? DatasetId, DateTimeOffset? From, DateTimeOffset? To);

internal sealed record EvaluationsFile(ExportMetadata Metadata, IAsyncEnumerable<EvaluationAnswer> Evaluations);

/// <param name="ExecutionTime">Seconds from start to end.</param>
/// <param name="Metrics">By name; null where undefined.</param>
/// <param name="QuarantinedAt">Since when the result does not stand for its system; null where it may.</param>
internal sealed record EvaluationAnswer(
    string EvaluationId, string SystemId, string System, int SystemRevision, string DatasetId, string Dataset, int DatasetVersion,
    DateTimeOffset CreatedAt, double ExecutionTime, int Items, int Errors, IReadOnlyDictionary<string, double?> Metrics, DateTimeOffset? QuarantinedAt = null)
{
    public static CsvTable<EvaluationAnswer> Csv(IEnumerable<string> metrics) => new([
        ("evaluation_id", static one => one.EvaluationId), ("system_id", static one => one.SystemId), ("system", static one => one.System),
        ("system_revision", static one => one.SystemRevision), ("dataset_id", static one => one.DatasetId), ("dataset", static one => one.Dataset),
        ("dataset_version", static one => one.DatasetVersion), ("created_at", static one => one.CreatedAt), ("execution_time", static one => one.ExecutionTime),
        ("items", static one => one.Items), ("errors", static one => one.Errors), ("quarantined_at", static one => one.QuarantinedAt),
        .. metrics.Select<string, (string, Func<EvaluationAnswer, object?>)>(metric => (metric, one => one.Metrics.GetValueOrDefault(metric)))]);

    public static EvaluationAnswer Of(ResultRow row, IEnumerable<MetricRow> metrics) => new(
        row.Id, row.SystemId, row.SystemName, row.SystemRevision, row.DatasetId, row.DatasetName, row.DatasetVersion,
        row.FinishedAt, (row.FinishedAt - row.StartedAt).TotalSeconds, row.Items, row.Errors,
        new OrderedDictionary<string, double?>(metrics.Select(static metric => KeyValuePair.Create(metric.Metric, metric.Value)), StringComparer.Ordinal), row.QuarantinedAt);
}

/// <summary>Every result with its metrics, written while it is read: memory stays that of a few hundred results.</summary>
internal static class EvaluationsExport
{
    private const string FormatVersion = "1.0";
    private const int AtOnce = 250;

    public static async Task<IResult> Get(
        [AsParameters] EvaluationsQuery query, PastNames names, ResultHistory history, ResultCatalog catalog, TimeProvider time, CancellationToken ct)
    {
        var filter = await query.ToFilter(names, ct);
        switch (query.Format)
        {
            case null or "csv":
                var table = EvaluationAnswer.Csv(await history.MetricNames(filter, ct));
                return TypedResults.Stream(
                    target => Write(Read(filter, history, catalog, ct).Select(table.Row).Prepend(table.Header), target, ct), $"{Csv.MediaType}; charset=utf-8", "evaluations.csv");
            case "json":
                var metadata = new ExportMetadata(time.GetUtcNow(), FormatVersion, filter.SystemId, filter.DatasetId, filter.From, filter.To);
                return TypedResults.Json(new EvaluationsFile(metadata, Read(filter, history, catalog, ct)), ApiJson.Options);
            default:
                throw new RefusedException(Refusal.Invalid, $"The format is csv or json, not '{query.Format}'.", "format");
        }
    }

    private static async IAsyncEnumerable<EvaluationAnswer> Read(
        HistoryFilter filter, ResultHistory history, ResultCatalog catalog, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var rows in history.Newest(filter, ct).Chunk(AtOnce).WithCancellation(ct))
        {
            var metrics = (await catalog.Metrics([.. rows.Select(static row => row.Id)], ct)).ToLookup(static row => row.ResultId);
            foreach (var row in rows)
            {
                yield return EvaluationAnswer.Of(row, metrics[row.Id]);
            }
        }
    }

    private static async Task Write(IAsyncEnumerable<string> lines, Stream target, CancellationToken ct)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), bufferSize: 64 * 1024);
        await foreach (var line in lines.WithCancellation(ct))
        {
            await writer.WriteAsync(line.AsMemory(), ct);
        }
    }
}
