using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Ranks;

/// <param name="MeanRanks">Of each system, 1 for the best on every item; in the order given.</param>
/// <param name="Items">Items ranked.</param>
/// <param name="ChiSquare">Friedman's statistic, corrected for ties.</param>
/// <param name="P">Of the chi-square.</param>
/// <param name="F">Iman and Davenport's statistic.</param>
/// <param name="FP">Of the F; the better of the two for few items.</param>
public sealed record Friedman(double[] MeanRanks, int Items, double ChiSquare, double P, double F, double FP);

/// <summary>
/// Friedman's test (Friedman, 1937): whether systems ranked on each item may be alike; the chi-square equals
/// <c>scipy.stats.friedmanchisquare</c>. The F is Iman and Davenport's, (n - 1) χ² / (n (k - 1) - χ²) with k - 1 and
/// (k - 1)(n - 1) degrees of freedom (1980; Demšar, JMLR, 2006).
/// </summary>
/// <remarks>
/// Assumes independent items; scores of different items need not be comparable. Ties share mean ranks. All systems tied on
/// all items, no item, or NaN among the scores: statistics are NaN. The same order on all items: F is infinite and its P 0. One
/// item: the F has no degrees of freedom and is NaN. O(n k log k).
/// </remarks>
public static class FriedmanTest
{
    /// <exception cref="StatisticRefusedException">Fewer than two systems, or columns of different lengths.</exception>
    public static Friedman Test(IReadOnlyList<double[]> systems, MetricDirection direction = MetricDirection.HigherIsBetter)
    {
        if (systems.Count < 2 || systems.Any(scores => scores.Length != systems[0].Length))
        {
            throw new StatisticRefusedException(
                "Friedman's test needs at least two systems and a score of each for each item; "
                + $"there are {string.Join(", ", systems.Select(static scores => scores.Length).DefaultIfEmpty())} scores.");
        }

        var (k, n) = (systems.Count, systems[0].Length);
        if (n == 0 || systems.Any(static scores => scores.Any(double.IsNaN)))
        {
            return new([.. Enumerable.Repeat(double.NaN, k)], n, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var sums = new double[k];
        var ties = 0.0;
        var row = new double[k];
        for (var i = 0; i < n; i++)
        {
            for (var s = 0; s < k; s++)
            {
                row[s] = direction == MetricDirection.HigherIsBetter ? -systems[s][i] : systems[s][i];
            }

            var ranks = MidRanks.Of(row, out var tied);
            ties += tied;
            for (var s = 0; s < k; s++)
            {
                sums[s] += ranks[s];
            }
        }

        var spread = sums.Sum(sum => Math.Pow(sum - (n * (k + 1) / 2.0), 2));
        var square = 12 * spread * (k - 1) / (((double)n * k * (k + 1) * (k - 1)) - ties);
        var f = n == 1 ? double.NaN : (n - 1) * square / ((n * (k - 1.0)) - square);
        return new(
            Array.ConvertAll(sums, sum => sum / n),
            n,
            square,
            ChiSquare.Upper(square, k - 1),
            f,
            FisherF.Upper(f, k - 1, (k - 1.0) * (n - 1)));
    }
}
