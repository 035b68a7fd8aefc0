using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <param name="Value">Mean over the items; null where no item is defined.</param>
/// <param name="CiLow">Of the 95 % bootstrap interval.</param>
/// <param name="N">Items in the mean.</param>
/// <param name="Errors">Items that failed; they are in the mean with the metric's default.</param>
/// <param name="Undefined">Items without a value; they are not in the mean.</param>
/// <param name="Signature">How it was computed; numbers of different signatures are not compared.</param>
internal sealed record MetricAnswer(double? Value, double? CiLow, double? CiHigh, int N, int Errors, int Undefined, string Signature)
{
    /// <summary>By name, in the order in which the job named them.</summary>
    public static IReadOnlyDictionary<string, MetricAnswer> Of(IEnumerable<MetricRow> rows)
    {
        var metrics = new OrderedDictionary<string, MetricAnswer>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            metrics.Add(row.Metric, new(row.Value, row.CiLow, row.CiHigh, row.N, row.Errors, row.Undefined, row.Signature));
        }

        return metrics;
    }
}
