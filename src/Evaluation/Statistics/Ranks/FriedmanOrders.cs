using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics.Ranks;

/// <summary>
/// The p-value of Friedman's statistic by orders: if the systems are alike, each order of an item's ranks is as likely as any
/// other. Valid for any number of items, where the chi-square needs many (Friedman, 1937; Demšar, 2006, asks for more than 10).
/// </summary>
/// <remarks>
/// Exact where the orders of all items but the first (whose order only names the systems) are at most the resamples; otherwise
/// (c + 1) / (m + 1) of m random ones (Phipson and Smyth, 2010). All tied: 1. O(m n k). The same numbers on any machine.
/// </remarks>
internal static class FriedmanOrders
{
    private const ulong Use = 3;

    /// <param name="ranks">By item, then by system.</param>
    /// <param name="settings">How many orders, and from which seed.</param>
    /// <param name="exact">Whether all orders were taken.</param>
    public static double P(IReadOnlyList<double[]> ranks, RandomizationSettings settings, out bool exact)
    {
        var systems = ranks[0].Length;
        var orders = Math.Pow(Factorial(systems), ranks.Count - 1);
        exact = orders <= settings.Resamples;
        double[][] shuffled = [.. ranks.Select(static item => item.ToArray())];
        var seen = Spread(shuffled) * (1 - 1e-12); // ties in exact arithmetic differ in the last digits
        var asFar = 0;
        if (exact)
        {
            Permute(shuffled, 1, 0, () => asFar += Spread(shuffled) >= seen ? 1 : 0);
            return asFar / orders;
        }

        var (seed, next) = (SplitMix64.Stream(settings.Seed, Use), 0UL);
        for (var r = 0; r < settings.Resamples; r++)
        {
            foreach (var item in shuffled)
            {
                for (var i = systems - 1; i > 0; i--)
                {
                    var j = (int)Math.BigMul(SplitMix64.At(seed, next++), (ulong)(i + 1), out _);
                    (item[i], item[j]) = (item[j], item[i]);
                }
            }

            asFar += Spread(shuffled) >= seen ? 1 : 0;
        }

        return Extremes.P(asFar, settings.Resamples);
    }

    // The statistic grows with it, and ties are the same in every order.
    private static double Spread(double[][] ranks)
    {
        var spread = 0.0;
        for (var s = 0; s < ranks[0].Length; s++)
        {
            var sum = 0.0;
            foreach (var item in ranks)
            {
                sum += item[s];
            }

            var off = sum - (ranks.Length * (ranks[0].Length + 1) / 2.0);
            spread += off * off;
        }

        return spread;
    }

    private static void Permute(double[][] ranks, int item, int place, Action done)
    {
        if (item == ranks.Length)
        {
            done();
            return;
        }

        var row = ranks[item];
        if (place == row.Length - 1)
        {
            Permute(ranks, item + 1, 0, done);
            return;
        }

        for (var i = place; i < row.Length; i++)
        {
            (row[place], row[i]) = (row[i], row[place]);
            Permute(ranks, item, place + 1, done);
            (row[place], row[i]) = (row[i], row[place]);
        }
    }

    private static double Factorial(int n) => Enumerable.Range(1, n).Aggregate(1.0, static (product, i) => product * i);
}
