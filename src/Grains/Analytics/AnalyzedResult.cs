using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Analytics;

/// <summary>One metric of a result with the scores of its items; the definition is null where the number has outlived its metric.</summary>
internal sealed record AnalyzedResult(ResultRow Row, MetricRow Metric, MetricDefinition? Definition, double[] Scores)
{
    public bool HigherIsBetter => Definition?.Direction != MetricDirection.LowerIsBetter;

    public bool IsBounded => Definition is { } known && double.IsFinite(known.Maximum - known.Minimum) && known.Minimum < known.Maximum;

    /// <summary>Results whose value is no mean of items say little by the items' means.</summary>
    public IEnumerable<string> Notes => Definition is { Aggregation: not MetricAggregation.Mean }
        ? [$"{Metric.Metric} is no mean of its items, so the means here are not parts of its value."]
        : [];

    /// <param name="catalog">Where results are.</param>
    /// <param name="id">Of the result.</param>
    /// <param name="metric">Null means its first.</param>
    /// <param name="field">Where the caller named it.</param>
    /// <exception cref="RefusedException">There is no such result or metric.</exception>
    public static async Task<AnalyzedResult> Load(ResultCatalog catalog, ResultId id, string? metric, string field = "id")
    {
        var row = await catalog.Find(id.Value)
            ?? throw new RefusedException(Refusal.NotFound, $"Result '{id}' does not exist; GET /api/v1/results lists those that do.", field);
        var metrics = await catalog.Metrics([row.Id]);
        var name = MetricChoice.Of(metric, [.. metrics.Select(static one => one.Metric)])
            ?? throw new RefusedException(Refusal.Unprocessable, $"Result '{id}' has no metric.", "metric");
        return new(row, metrics.First(one => one.Metric == name), MetricChoice.Definition(name), await catalog.Scores(row.Id, name) ?? []);
    }

    /// <exception cref="RefusedException">The other one has other items, or its number was computed in another way.</exception>
    public void RequireComparable(AnalyzedResult other, string field)
    {
        if (Row.ContentHash != other.Row.ContentHash)
        {
            throw new RefusedException(
                Refusal.Unprocessable,
                $"Result {other.Row.Id} answers version {other.Row.DatasetVersion} of '{other.Row.DatasetName}' and result {Row.Id} version {Row.DatasetVersion} of '{Row.DatasetName}', which have other items; only results on the same items can be paired.",
                field);
        }

        try
        {
            Signature.RequireSame([(Row.Id, Signature.Parse(Metric.Signature)), (other.Row.Id, Signature.Parse(other.Metric.Signature))]);
        }
        catch (SignatureMismatchException mismatch)
        {
            throw new RefusedException(Refusal.Unprocessable, mismatch.Message, "metric");
        }
    }
}
