using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;

namespace BenchHub.Cli.Evaluating;

/// <summary>Values of all items and of each.</summary>
/// <param name="Metrics">What was measured.</param>
/// <param name="Values">Of all items, per metric.</param>
/// <param name="Scores">Per metric and item.</param>
/// <param name="Signatures">How each was computed.</param>
internal sealed record TextEvaluation(MetricSet Metrics, double[] Values, double[][] Scores, string[] Signatures)
{
    public int Items => Scores[0].Length;

    public static TextEvaluation Of(TextScorer scorer, IReadOnlyList<TextItem> items, CancellationToken ct)
    {
        double[][] scores = [.. scorer.Metrics.Select(_ => new double[items.Count])];
        var rows = new double[items.Count][];
        Parallel.For(0, items.Count, new() { CancellationToken = ct }, i =>
        {
            rows[i] = new double[scorer.Counts];
            Span<double> values = stackalloc double[scores.Length];
            scorer.Score(items[i].Answer, items[i].References, values, rows[i]);
            for (var m = 0; m < values.Length; m++)
            {
                scores[m][i] = values[m];
            }
        });

        // From the first to the last, so that any number of threads gives the same sum.
        var sums = new double[scorer.Counts];
        foreach (var row in rows)
        {
            for (var c = 0; c < sums.Length; c++)
            {
                sums[c] += row[c];
            }
        }

        var references = items[0].References.Count;
        int? same = items.All(item => item.References.Count == references) ? references : null;
        return new(scorer.Metrics, scorer.Pooled(sums), scores, [.. scorer.Metrics.Select((_, m) => scorer.Signature(m, same))]);
    }
}
