using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="A">Place of one system.</param>
/// <param name="B">Place of the other.</param>
/// <param name="Difference">Mean of a less mean of b.</param>
/// <param name="Q">The difference in standard errors of a mean, without sign.</param>
/// <param name="P">Already adjusted for all pairs.</param>
/// <param name="Interval">Of the difference; all pairs' intervals cover together at the level.</param>
public sealed record TukeyPair(int A, int B, double Difference, double Q, double P, Interval Interval);

/// <summary>
/// Tukey's honestly significant differences (Tukey, 1953; unequal numbers of items: Kramer, 1956): all pairs of systems after
/// an analysis of variance, with one error rate for all.
/// </summary>
/// <remarks>
/// Assumes what <see cref="Anova"/> does. Over a one-way table equals <c>scipy.stats.tukey_hsd</c> (1.10.1, which integrates to
/// about 1e-11; this to 11 digits also in the tails); a two-way table is the same with its own error (Carterette, "Multiple
/// testing in statistical analysis of systems-based information retrieval experiments", TOIS, 2012). One system: no pairs.
/// NaN, or no degrees of freedom for the error: P and the interval are NaN. No error: P is 0, between equal means NaN.
/// O(k²) for k systems, each some 10,000 error functions.
/// </remarks>
public static class TukeyHsd
{
    /// <param name="table">From <see cref="Anova.OneWay"/> or <see cref="Anova.TwoWay"/>.</param>
    /// <param name="level">Of the intervals together, between 0 and 1.</param>
    public static TukeyPair[] Of(AnovaTable table, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (table.Means.Length < 2)
        {
            return [];
        }

        var range = new StudentizedRange(table.Means.Length);
        var estimated = table.ErrorFreedom > 0 && double.IsFinite(table.ErrorMeanSquare);
        var critical = estimated ? range.UpperQuantile(1 - level, table.ErrorFreedom) : double.NaN;
        return [.. Pairs.Of(table.Means.Length).Select(pair =>
        {
            var (a, b) = pair;
            var difference = table.Means[a] - table.Means[b];
            var error = Math.Sqrt(table.ErrorMeanSquare * ((1.0 / table.Counts[a]) + (1.0 / table.Counts[b])) / 2);
            var q = Math.Abs(difference) / error;
            var p = estimated ? range.Upper(q, table.ErrorFreedom) : double.NaN;
            return new TukeyPair(a, b, difference, q, p, new(difference - (critical * error), difference + (critical * error)));
        })];
    }
}
