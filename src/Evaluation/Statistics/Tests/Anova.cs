using BenchHub.Evaluation.Statistics.Distributions;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="SumOfSquares">What the factor explains.</param>
/// <param name="Freedom">Its degrees of freedom.</param>
/// <param name="F">Its mean square over that of the error.</param>
/// <param name="P">Chance of at least that F without an effect.</param>
public sealed record AnovaEffect(double SumOfSquares, double Freedom, double F, double P);

/// <param name="Means">Of each system, in the order given.</param>
/// <param name="Counts">Items of each system.</param>
/// <param name="Systems">The effect of systems.</param>
/// <param name="Items">The effect of items; none in a one-way table.</param>
/// <param name="ErrorSumOfSquares">What is left unexplained.</param>
/// <param name="ErrorFreedom">Its degrees of freedom.</param>
public sealed record AnovaTable(
    double[] Means, int[] Counts, AnovaEffect Systems, AnovaEffect? Items, double ErrorSumOfSquares, double ErrorFreedom)
{
    public double ErrorMeanSquare => ErrorSumOfSquares / ErrorFreedom;
}

/// <summary>Analysis of variance (Fisher, 1925): whether all systems may have one mean.</summary>
/// <remarks>
/// Assumes independent normal errors of one variance, which scores between 0 and 1 do not quite have; Friedman's test and
/// paired randomization do without. NaN among the scores, or no error that could be estimated (one item, one system): F and
/// P are NaN. All scores equal: NaN. Equal scores within each system (one-way) or exact sums of an item's and a system's
/// part (two-way), up to rounding: F is infinite and P is 0. O(items * systems).
/// </remarks>
public static class Anova
{
    // A sum of squares below this share of the scores' own is what rounding left.
    private const double Rounding = 1e-26;

    /// <summary>Systems on items of their own: equals <c>scipy.stats.f_oneway</c>. The numbers of items may differ.</summary>
    /// <exception cref="StatisticRefusedException">No systems, or one without scores.</exception>
    public static AnovaTable OneWay(IReadOnlyList<double[]> systems)
    {
        Require(systems, systems.Count > 0 && systems.All(static scores => scores.Length > 0), "at least one score of each system");
        var n = systems.Sum(static scores => scores.Length);
        double[] means = [.. systems.Select(static scores => Mean(scores))];
        var grand = means[0] + (systems.Zip(means, (scores, mean) => scores.Length * (mean - means[0])).Sum() / n);
        var between = Cleared(systems.Zip(means, (scores, mean) => scores.Length * Square(mean - grand)).Sum(), systems);
        var within = Cleared(systems.Zip(means, static (scores, mean) => scores.Sum(score => Square(score - mean))).Sum(), systems);
        var freedom = n - systems.Count;
        return new(
            means,
            [.. systems.Select(static scores => scores.Length)],
            Effect(between, systems.Count - 1, within, freedom),
            Items: null,
            within,
            freedom);
    }

    /// <summary>
    /// Systems on the same items, one score for each: the items' difficulty is taken out first, as is usual for retrieval
    /// (Tague-Sutcliffe and Blustein, TREC-3, 1994). Equals statsmodels <c>anova_lm(ols('score ~ C(item) + C(system)'))</c>.
    /// </summary>
    /// <exception cref="StatisticRefusedException">No systems, no items, or columns of different lengths.</exception>
    public static AnovaTable TwoWay(IReadOnlyList<double[]> systems)
    {
        Require(systems, systems.Count > 0 && systems.All(scores => scores.Length > 0 && scores.Length == systems[0].Length), "a score of each system for each item");
        var (k, n) = (systems.Count, systems[0].Length);
        double[] means = [.. systems.Select(static scores => Mean(scores))];
        double[] ofItems = [.. Enumerable.Range(0, n).Select(i => Mean([.. systems.Select(scores => scores[i])]))];
        var grand = Mean(means);
        var error = Cleared(
            Enumerable.Range(0, k).Sum(s => Enumerable.Range(0, n).Sum(i => Square(systems[s][i] - means[s] - ofItems[i] + grand))), systems);
        var freedom = (k - 1.0) * (n - 1);
        return new(
            means,
            [.. Enumerable.Repeat(n, k)],
            Effect(Cleared(n * means.Sum(mean => Square(mean - grand)), systems), k - 1, error, freedom),
            Effect(Cleared(k * ofItems.Sum(mean => Square(mean - grand)), systems), n - 1, error, freedom),
            error,
            freedom);
    }

    private static AnovaEffect Effect(double explained, double freedom, double error, double errorFreedom)
    {
        var f = explained / freedom / (error / errorFreedom);
        return new(explained, freedom, f, FisherF.Upper(f, freedom, errorFreedom));
    }

    private static double Cleared(double squares, IReadOnlyList<double[]> systems) =>
        squares <= Rounding * systems.Sum(static scores => scores.Sum(Square)) ? 0 : squares;

    // Around the first value, so that the mean of equal values is that value.
    private static double Mean(double[] values) => values[0] + (values.Sum(value => value - values[0]) / values.Length);

    private static double Square(double x) => x * x;

    private static void Require(IReadOnlyList<double[]> systems, bool fulfilled, string what)
    {
        if (!fulfilled)
        {
            throw new StatisticRefusedException(
                $"An analysis of variance needs {what}; there are {string.Join(", ", systems.Select(static scores => scores.Length).DefaultIfEmpty())} scores.");
        }
    }
}
