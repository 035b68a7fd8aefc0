using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <summary>
/// Fisher's exact test of two shares (Fisher, 1935): how likely a table at least as odd is, given its margins. Equals
/// <c>scipy.stats.fisher_exact</c>.
/// </summary>
/// <remarks>
/// Holds for any numbers, however small; it is conservative where they are. Two-sided: the sum of the chances of all tables that
/// are no more likely than the one seen. A row or column of zeros: 1. O(smallest margin) two-sided, less one-sided.
/// </remarks>
public static class FisherExact
{
    // Tables as likely as the one seen may differ from it in the last digits; R allows as much.
    private const double Rounding = 1e-7;

    /// <param name="hits">Of the group.</param>
    /// <param name="size">Of the group.</param>
    /// <param name="otherHits">Of the others.</param>
    /// <param name="others">How many others there are.</param>
    /// <param name="alternative"><see cref="Alternative.Greater"/>: the group has the greater share.</param>
    /// <exception cref="ArgumentOutOfRangeException">More hits than there are, or a number below 0.</exception>
    public static double P(long hits, long size, long otherHits, long others, Alternative alternative = Alternative.TwoSided)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfNegative(otherHits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(otherHits, others);
        var (population, marked) = (size + others, hits + otherHits);
        return population == 0 ? 1 : alternative switch
        {
            Alternative.Greater => Hypergeometric.Upper(hits, population, marked, size),
            Alternative.Less => Hypergeometric.Lower(hits, population, marked, size),
            _ => TwoSided(hits, population, marked, size),
        };
    }

    private static double TwoSided(long hits, long population, long marked, long drawn)
    {
        var mean = Hypergeometric.Mean(population, marked, drawn);
        var isLow = hits <= mean;
        var near = isLow ? Hypergeometric.Lower(hits, population, marked, drawn) : Hypergeometric.Upper(hits, population, marked, drawn);
        var seen = Hypergeometric.Probability(hits, population, marked, drawn);
        var (least, most) = (Hypergeometric.Least(population, marked, drawn), Math.Min(marked, drawn));

        // The chances fall from the mean on either side: the first one beyond it that is no greater begins the other tail.
        long low = isLow ? hits + 1 : least, high = isLow ? most + 1 : hits;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var isFar = Hypergeometric.Probability(middle, population, marked, drawn) <= seen * (1 + Rounding);
            var isBeyond = isLow ? middle > mean && isFar : middle >= mean || !isFar;
            (low, high) = isBeyond ? (low, middle) : (middle + 1, high);
        }

        var far = isLow ? Hypergeometric.Upper(low, population, marked, drawn) : Hypergeometric.Lower(low - 1, population, marked, drawn);
        return Math.Min(1, near + far);
    }
}
