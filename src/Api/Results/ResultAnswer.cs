using BenchHub.Api.Json;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <param name="Errors">Items that have an error instead of an answer.</param>
/// <param name="Spent">What the answers of a model cost; null where no model was asked.</param>
/// <param name="Asked">Items that were asked; null in results of earlier versions.</param>
/// <param name="Ended">Why the others were not; null where all were.</param>
/// <param name="Batched">Answers that came in a provider's batch; null where all were asked live.</param>
/// <param name="Provenance">What exactly was measured, and how.</param>
/// <param name="EarlyStopping">Where the job stops early: what is known of the system against the others.</param>
/// <param name="RescoredFrom">The result whose stored outputs were scored; null where the system was asked.</param>
/// <param name="Against">The result whose outputs were the opponent's answers; null where no judge compared.</param>
/// <param name="Judges">Who judged the answers, and how that went; null where nobody did.</param>
/// <param name="Agreements">How far judges agree that measure alike; null where there are no two of them.</param>
/// <param name="Defects">Of answers that are there and not whole; null where each is.</param>
/// <param name="Quarantine">Why the result does not stand for its system; null where it may.</param>
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
    SpentAnswer? Spent,
    int? Asked,
    string? Ended,
    ProvenanceAnswer Provenance,
    DateTimeOffset StartedAt,
    DateTimeOffset CompletedAt,
    StoppingAnswer? EarlyStopping = null,
    string? RescoredFrom = null,
    string? Against = null,
    IReadOnlyList<ResultJudgeAnswer>? Judges = null,
    IReadOnlyList<AgreementAnswer>? Agreements = null,
    int? Batched = null,
    DefectsAnswer? Defects = null,
    QuarantineAnswer? Quarantine = null)
{
    public static CsvTable<ResultAnswer> Csv(IEnumerable<string> metrics) => new([
        ("id", static result => result.Id), ("jobId", static result => result.JobId), ("system", static result => result.System),
        ("systemId", static result => result.SystemId), ("dataset", static result => result.Dataset), ("datasetId", static result => result.DatasetId),
        ("datasetVersion", static result => result.DatasetVersion), ("items", static result => result.Items), ("errors", static result => result.Errors),
        ("completedAt", static result => result.CompletedAt), ("quarantinedAt", static result => result.Quarantine?.At),
        .. metrics.Select<string, (string, Func<ResultAnswer, object?>)>(metric => (metric, result => result.Metrics.GetValueOrDefault(metric)?.Value))]);

    public static ResultAnswer Of(ResultRow row, IEnumerable<MetricRow> metrics)
    {
        var document = Projection.Read<ResultDocument>(row.Document);
        return new(
            row.Id, row.JobId, row.SystemName, row.SystemId, row.DatasetName, row.DatasetId, row.DatasetVersion, row.Items, row.Errors,
            MetricAnswer.Of(metrics), document.Latency, SpentAnswer.Of(document.Spent), document.Asked, document.Ended,
            new(row.SystemRevision, row.ContentHash, document.TopK, document.Concurrency, document.Attempts), row.StartedAt, row.FinishedAt,
            StoppingAnswer.Of(document.EarlyStopped), document.RescoredFrom, document.Against, document.Judges?.Select(ResultJudgeAnswer.Of).ToList(), document.Agreements,
            document.Batched, document.Defects, QuarantineAnswer.Of(row));
    }

    /// <summary>What the recorder keeps beside the numbers.</summary>
    private sealed record ResultDocument(
        int? TopK,
        int Concurrency,
        int Attempts,
        LatencyAnswer? Latency,
        int? Asked,
        string? Ended,
        Spent? Spent,
        StoppingReport? EarlyStopped,
        string? RescoredFrom,
        string? Against,
        IReadOnlyList<JudgeSummary>? Judges,
        IReadOnlyList<AgreementAnswer>? Agreements,
        int? Batched,
        DefectsAnswer? Defects);
}

/// <summary>As the recorder keeps it.</summary>
internal sealed record Spent(long Cost, long InputTokens, long OutputTokens, int Unpriced, int Cached);

/// <summary>What a result cost.</summary>
/// <param name="Dollars">Of the answers with a known price; null where there is none of these.</param>
/// <param name="Unpriced">Answers of a model without a known price, which are not in the dollars.</param>
/// <param name="Cached">Answers that stood in the response cache and cost nothing.</param>
internal sealed record SpentAnswer(decimal? Dollars, long InputTokens, long OutputTokens, int Unpriced, int Cached)
{
    public static SpentAnswer? Of(Spent? spent) => spent is null ? null : new(
        spent.Cost == 0 && spent.Unpriced > 0 ? null : Api.Dollars.Of(spent.Cost), spent.InputTokens, spent.OutputTokens, spent.Unpriced, spent.Cached);
}

/// <summary>Answers of a model that count as they are; the item's outputs say it with each.</summary>
/// <param name="Filtered">Held back by the provider's content filter.</param>
/// <param name="CutOff">At the most tokens that the answer may have.</param>
/// <param name="Empty">Without a word, whatever the reason.</param>
internal sealed record DefectsAnswer(int Filtered, int CutOff, int Empty);

/// <summary>Of the answered calls, in milliseconds.</summary>
internal sealed record LatencyAnswer(double Mean, double P50, double P95, double P99, double Max);

/// <param name="SystemRevision">Which state of the system's registration was called.</param>
/// <param name="ContentHash">The exact items and judgements.</param>
/// <param name="TopK">Documents asked for; null where each system said.</param>
/// <param name="Attempts">Calls made, repeated ones included.</param>
internal sealed record ProvenanceAnswer(int SystemRevision, string ContentHash, int? TopK, int Concurrency, int Attempts);
