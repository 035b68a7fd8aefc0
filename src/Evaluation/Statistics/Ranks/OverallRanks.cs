using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics.Ranks;

/// <param name="Index">The system's place among those given.</param>
/// <param name="MeanRank">Over the datasets, 1 for the best on each; NaN where the system is not measured on all.</param>
/// <param name="Low">Lower end of the comparison interval; NaN where there is none.</param>
/// <param name="High">Upper end.</param>
/// <param name="WinRate">Mean over the system's datasets of the share of the others there that it beats, ties half; NaN without others.</param>
/// <param name="Datasets">On how many it is measured.</param>
public sealed record OverallEntry(int Index, double MeanRank, double Low, double High, double WinRate, int Datasets);

/// <summary>
/// Systems ranked over datasets: Friedman's mean ranks, and Nemenyi's critical difference for the pairs, as Demšar ("Statistical
/// comparisons of classifiers over multiple data sets", JMLR 7, 2006) has it, one value of each system on each dataset.
/// </summary>
/// <remarks>
/// <para>
/// Assumes that the datasets are independent and stand for what the ranking is to speak about; values of different datasets need not be
/// comparable, and how sure each value is does not matter. Ranked are the systems that are measured on every dataset; the others follow by
/// win rate, without a mean rank, since ranks among unlike fields are not comparable.
/// </para>
/// <para>
/// Pairs differ where their mean ranks are at least the critical difference apart and <see cref="P"/> is at most alpha: the critical
/// difference assumes many datasets, the p-value does not. An interval is the mean rank and half the critical difference either way,
/// within 1 to k; those of two systems that differ are apart. Win rates are HELM's: (k - mean rank) / (k - 1) where none is missing.
/// </para>
/// <para>One dataset: ranks, and nothing else, since nothing is known of how ranks vary. Fewer than two ranked systems: likewise.</para>
/// </remarks>
/// <param name="Friedman">Null for fewer than two ranked systems or datasets.</param>
/// <param name="P">Of Friedman's statistic, by orders within the datasets; NaN where there is none.</param>
/// <param name="IsExact">Whether all orders were taken.</param>
/// <param name="CriticalDifference">NaN where there is none.</param>
/// <param name="Entries">Best first.</param>
/// <param name="Groups">Places of the systems that were not found to differ, best first; of ranked systems only.</param>
public sealed record OverallRanks(
    Friedman? Friedman, double P, bool IsExact, double CriticalDifference, IReadOnlyList<OverallEntry> Entries, IReadOnlyList<int[]> Groups)
{
    /// <param name="systems">By system, then by dataset; NaN where it is not measured.</param>
    /// <param name="direction">Of the metric.</param>
    /// <param name="alpha">Error rate of the comparisons of all pairs.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="StatisticRefusedException">Too many groups: <see cref="SystemGroups"/>.</exception>
    public static OverallRanks Of(IReadOnlyList<double[]> systems, MetricDirection direction = MetricDirection.HigherIsBetter, double alpha = 0.05)
    {
        if (systems.Any(values => values.Length != systems[0].Length))
        {
            throw new ArgumentException("Give one value of each system for each dataset, NaN where there is none.", nameof(systems));
        }

        var datasets = systems.Count == 0 ? 0 : systems[0].Length;
        int[] ranked = [.. Enumerable.Range(0, systems.Count).Where(i => datasets > 0 && !systems[i].Any(double.IsNaN))];
        double[][] ranks = [.. Enumerable.Range(0, datasets).Select(d => Ranked(ranked.Select(i => systems[i][d]), direction))];
        double[] mean = [.. ranked.Select((_, place) => ranks.Average(dataset => dataset[place]))];

        var isTested = ranked.Length > 1 && datasets > 1;
        var friedman = isTested ? FriedmanTest.Test([.. ranked.Select(i => systems[i])], direction) : null;
        var exact = false;
        var p = isTested ? FriedmanOrders.P(ranks, RandomizationSettings.Default, out exact) : double.NaN;
        var critical = isTested ? Nemenyi.CriticalDifference(ranked.Length, datasets, alpha) : double.NaN;

        var rates = WinRates(systems, datasets, direction);
        int[] order = [.. Enumerable.Range(0, ranked.Length).OrderBy(place => mean[place]).ThenByDescending(place => rates[ranked[place]])];
        var apart = Pairs.Of(ranked.Length).Where(pair => p <= alpha && Math.Abs(mean[pair.A] - mean[pair.B]) >= critical);
        return new(
            friedman,
            p,
            exact,
            critical,
            [
                .. order.Select(place => new OverallEntry(
                    ranked[place], mean[place], Math.Max(1, mean[place] - (critical / 2)), Math.Min(ranked.Length, mean[place] + (critical / 2)), rates[ranked[place]], datasets)),
                .. Enumerable.Range(0, systems.Count).Except(ranked).OrderByDescending(i => rates[i])
                    .Select(i => new OverallEntry(i, double.NaN, double.NaN, double.NaN, rates[i], systems[i].Count(static value => !double.IsNaN(value)))),
            ],
            isTested ? [.. SystemGroups.Of(order, apart).Select(group => Array.ConvertAll(group, place => ranked[place]))] : []);
    }

    private static double[] Ranked(IEnumerable<double> values, MetricDirection direction) =>
        MidRanks.Of([.. values.Select(value => direction == MetricDirection.HigherIsBetter ? -value : value)], out _);

    private static double[] WinRates(IReadOnlyList<double[]> systems, int datasets, MetricDirection direction)
    {
        var (sums, counts) = (new double[systems.Count], new int[systems.Count]);
        for (var d = 0; d < datasets; d++)
        {
            int[] there = [.. Enumerable.Range(0, systems.Count).Where(i => !double.IsNaN(systems[i][d]))];
            var ranks = Ranked(there.Select(i => systems[i][d]), direction);
            for (var place = 0; place < there.Length && there.Length > 1; place++)
            {
                sums[there[place]] += (there.Length - ranks[place]) / (there.Length - 1);
                counts[there[place]]++;
            }
        }

        return [.. sums.Zip(counts, static (sum, count) => sum / count)];
    }
}
