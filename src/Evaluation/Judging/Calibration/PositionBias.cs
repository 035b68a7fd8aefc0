using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Judging.Calibration;

/// <summary>Whether a pairwise judge favours a place.</summary>
/// <param name="Pairs">Pairs with a verdict in both orders.</param>
/// <param name="OrderDecided">Those whose verdict is another one in the other order.</param>
/// <param name="Share">Of the pairs; NaN where there are none.</param>
/// <param name="ShareInterval">Wilson's, 95 %; equals statsmodels <c>proportion_confint</c>.</param>
/// <param name="First">Of the order-decided pairs, those in which the first place was favoured.</param>
/// <param name="Second">Those in which the second was.</param>
/// <param name="P">Two-sided exact sign test of both places being favoured alike; equals <c>scipy.stats.binomtest</c> 1.10.1.</param>
public sealed record PositionBias(int Pairs, int OrderDecided, double Share, Interval ShareInterval, int First, int Second, double P)
{
    /// <summary>Null where no item was judged in both orders.</summary>
    public static PositionBias? Of(IEnumerable<PairOrders?> orders)
    {
        int[] leans = [.. orders.OfType<PairOrders>().Select(static pair => pair.Lean)];
        var (first, second) = (leans.Count(static lean => lean > 0), leans.Count(static lean => lean < 0));
        return leans.Length == 0 ? null : new(
            leans.Length,
            first + second,
            (first + second) / (double)leans.Length,
            ProportionInterval.Wilson(first + second, leans.Length),
            first,
            second,
            SignTest.P(first, second, Alternative.TwoSided));
    }
}
