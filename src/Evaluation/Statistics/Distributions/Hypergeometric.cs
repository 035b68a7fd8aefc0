namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>The number of marked ones among n drawn without replacement from a population of which some are marked.</summary>
/// <remarks>
/// A single chance is that of three binomials (Loader, 2000, as R's <c>dhyper</c> does), so that large populations keep their
/// digits; a tail is its largest term times a sum of positive ratios. O(terms that matter).
/// </remarks>
internal static class Hypergeometric
{
    private const double Negligible = 1e-18;

    /// <summary>Chance of exactly k.</summary>
    public static double Probability(long k, long population, long marked, long drawn)
    {
        if (k < Least(population, marked, drawn) || k > Math.Min(marked, drawn))
        {
            return 0;
        }

        // Any chance would do for the identity; this one puts all three near their means.
        var (p, q) = ((double)drawn / population, (double)(population - drawn) / population);
        return Term(k, marked, p, q) * Term(drawn - k, population - marked, p, q) / Term(drawn, population, p, q);
    }

    /// <summary>Chance of at most k.</summary>
    public static double Lower(long k, long population, long marked, long drawn) =>
        k < Least(population, marked, drawn) ? 0
        : k >= Math.Min(marked, drawn) ? 1
        : k > Mean(population, marked, drawn) ? 1 - Upper(k + 1, population, marked, drawn)
        : Math.Min(1, Probability(k, population, marked, drawn) * Falling(k, population, marked, drawn));

    /// <summary>Chance of at least k: with those not drawn for those drawn, at most the rest of the marked.</summary>
    public static double Upper(long k, long population, long marked, long drawn) =>
        Lower(marked - k, population, marked, population - drawn);

    public static double Mean(long population, long marked, long drawn) => (double)marked * drawn / population;

    public static long Least(long population, long marked, long drawn) => Math.Max(0, drawn - (population - marked));

    /// <summary>The chance of k + 1 in units of that of k.</summary>
    public static double Rise(long k, long population, long marked, long drawn) =>
        (double)(marked - k) / (k + 1) * (drawn - k) / (population - marked - drawn + k + 1);

    // 1 + P(k-1)/P(k) + P(k-2)/P(k) + …
    private static double Falling(long k, long population, long marked, long drawn)
    {
        var (sum, term) = (1.0, 1.0);
        for (var j = k - 1; j >= Least(population, marked, drawn) && term > Negligible * sum; j--)
        {
            term /= Rise(j, population, marked, drawn);
            sum += term;
        }

        return sum;
    }

    private static double Term(long k, long n, double p, double q) =>
        n == 0 ? 1
        : p == 0 ? (k == 0 ? 1 : 0)
        : q == 0 ? (k == n ? 1 : 0)
        : k == n ? Math.Exp(n * Math.Log(p))
        : Binomial.Probability(k, n, p, q);
}
