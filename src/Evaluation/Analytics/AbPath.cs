using BenchHub.Evaluation.Statistics.Sequential;

namespace BenchHub.Evaluation.Analytics;

/// <param name="N">Items looked at, the undefined among them.</param>
/// <param name="Mean">Of a - b over those with both scores; NaN for none.</param>
/// <param name="Low">Least mean difference that is left possible.</param>
/// <param name="High">The greatest.</param>
/// <param name="P">Anytime-valid.</param>
public readonly record struct AbStep(int N, double Mean, double Low, double High, double P);

/// <param name="Path">Some of the steps, the decision and the end among them.</param>
/// <param name="Decision">The first that said stop for a difference or equivalence; else the last one.</param>
/// <param name="DecidedAt">Items that the decision needed; null where there is none.</param>
/// <param name="Undefined">Items on which a score is missing.</param>
public sealed record AbTest(IReadOnlyList<AbStep> Path, StopDecision Decision, int? DecidedAt, int Undefined);

/// <summary>
/// Two results as an A/B test would have seen them: item by item in a random order that a seed fixes, with an interval and a p that hold
/// however often one looks (<see cref="PairedStopping"/>).
/// </summary>
public static class AbPath
{
    private const int MostSteps = 200;

    /// <param name="a">By item; NaN where undefined.</param>
    /// <param name="b">The same items of the other.</param>
    /// <param name="settings">Range, α and margin, fixed before the first item.</param>
    /// <param name="seed">Of the order.</param>
    /// <exception cref="ArgumentException">The results differ in their number of items.</exception>
    public static AbTest Of(double[] a, double[] b, PairedStoppingSettings settings, int seed)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"The results have {a.Length} and {b.Length} items; compare results on the same items.", nameof(b));
        }

        var range = settings.Scores.Range;
        var rule = new PairedStopping(settings with { Items = a.Length });
        var path = new List<AbStep>();
        StopDecision? decided = null;
        var (sum, defined, n) = (0.0, 0, 0);
        foreach (var item in RandomOrder.Of(seed, a.Length))
        {
            var decision = rule.Add(Math.Clamp(a[item], range.Low, range.High), Math.Clamp(b[item], range.Low, range.High));
            n++;
            if (!double.IsNaN(a[item] - b[item]))
            {
                (sum, defined) = (sum + (a[item] - b[item]), defined + 1);
            }

            var isNews = decided is null && decision.Reason is StopReason.Difference or StopReason.Equivalence;
            decided = isNews ? decision : decided;
            if (isNews || n == a.Length || IsShown(n, a.Length))
            {
                path.Add(new(n, defined == 0 ? double.NaN : sum / defined, decision.Difference.Low, decision.Difference.High, decision.P));
            }
        }

        return new(path, decided ?? rule.Decision, (int?)decided?.Items, n - defined);
    }

    // As many steps in the first half of the path as in the second, by ratio: the interval shrinks with the root of n.
    private static bool IsShown(int n, int all) =>
        all <= MostSteps || (int)(MostSteps * Math.Log(n) / Math.Log(all)) > (int)(MostSteps * Math.Log(Math.Max(1, n - 1)) / Math.Log(all));
}
