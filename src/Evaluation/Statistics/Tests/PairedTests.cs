using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <param name="Test">Name in the catalog.</param>
/// <param name="Statistic">What the method says it is.</param>
/// <param name="P">Not adjusted for other tests.</param>
/// <param name="N">Items on which both scores are defined.</param>
/// <param name="Dropped">Items left out because a score is NaN.</param>
/// <param name="Method">How the numbers were found, in words for a report.</param>
public sealed record PairedTestResult(string Test, double Statistic, double P, int N, int Dropped, string Method);

/// <summary>The tests of two systems on the same items, by name.</summary>
/// <remarks>
/// Each takes the scores in one order of items and drops those where either is NaN. What a test assumes and answers for no
/// item, one item, ties and constants stands with it: <see cref="PairedRandomization"/>, <see cref="PairedTTest"/>,
/// <see cref="WilcoxonSignedRank"/>, <see cref="SignTest"/>, <see cref="McNemar"/>.
/// </remarks>
public static class PairedTests
{
    private static readonly (string Name, Test Run)[] All =
    [
        (Randomized, Randomization),
        ("ttest", TTest),
        ("wilcoxon", Wilcoxon),
        ("sign", Sign),
        ("mcnemar", Mcnemar),
    ];

    private delegate (double Statistic, double P, string Method) Test(
        double[] a, double[] b, PairedTestSettings settings, CancellationToken cancellation);

    /// <summary>Name of the test that is taken where none is asked for.</summary>
    public const string Randomized = "randomization";

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static test => test.Name)];

    /// <exception cref="StatisticRefusedException">
    /// No such test (the message lists them), one that cannot be one-sided, or scores that it cannot take.
    /// </exception>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static PairedTestResult Run(
        string name, ReadOnlySpan<double> a, ReadOnlySpan<double> b, PairedTestSettings settings, CancellationToken cancellation = default)
    {
        var test = Array.Find(All, test => test.Name == name).Run
            ?? throw new StatisticRefusedException($"There is no paired test '{name}'; choose one of {string.Join(", ", Names)}.");
        Differences.RequireSameLength(a, b);
        var (left, right) = (new List<double>(a.Length), new List<double>(b.Length));
        for (var i = 0; i < a.Length; i++)
        {
            if (!double.IsNaN(a[i]) && !double.IsNaN(b[i]))
            {
                left.Add(a[i]);
                right.Add(b[i]);
            }
        }

        var (statistic, p, method) = test([.. left], [.. right], settings, cancellation);
        return new(name, statistic, p, left.Count, a.Length - left.Count, method);
    }

    /// <summary>A test that was run already, as <see cref="Run"/> would have told it.</summary>
    internal static PairedTestResult Told(Randomization test, int items)
    {
        var patterns = test.Exact ? $"all {test.Resamples:N0} sign patterns" : $"{test.Resamples:N0} random sign patterns";
        return new(Randomized, test.Difference, test.P, items, Dropped: 0, $"Paired randomization of the mean difference, {patterns}, two-sided");
    }

    private static (double Statistic, double P, string Method) Randomization(
        double[] a, double[] b, PairedTestSettings settings, CancellationToken cancellation)
    {
        RequireTwoSided(Randomized, settings);
        var told = Told(PairedRandomization.Test(a, b, settings.Randomization, cancellation), a.Length);
        return (told.Statistic, told.P, told.Method);
    }

    private static (double Statistic, double P, string Method) TTest(
        double[] a, double[] b, PairedTestSettings settings, CancellationToken cancellation)
    {
        var test = PairedTTest.Test(a, b, settings.Alternative);
        return (test.T, test.P, $"Paired t-test, t with {test.DegreesOfFreedom:N0} degrees of freedom, {Side(settings)}");
    }

    private static (double Statistic, double P, string Method) Wilcoxon(
        double[] a, double[] b, PairedTestSettings settings, CancellationToken cancellation)
    {
        var test = WilcoxonSignedRank.Test(a, b, new() { Alternative = settings.Alternative, Zeros = settings.Zeros });
        var (sum, zeros) = (settings.Alternative == Alternative.TwoSided ? "smaller rank sum" : "rank sum of a above b", settings.Zeros switch
        {
            ZeroMethod.Pratt => "ranked and left out (Pratt)",
            ZeroMethod.ZSplit => "split between the sides",
            _ => "left out",
        });
        return (test.Statistic, test.P,
            $"Wilcoxon signed-rank test, {sum}, {test.Zeros:N0} equal items {zeros}, {(test.Exact ? "exact" : "normal approximation")}, {Side(settings)}");
    }

    private static (double Statistic, double P, string Method) Sign(
        double[] a, double[] b, PairedTestSettings settings, CancellationToken cancellation)
    {
        var test = SignTest.Test(a, b, settings.Alternative);
        return (test.Wins, test.P, $"Sign test, items on which a is above b, {test.Ties:N0} equal items left out, exact, {Side(settings)}");
    }

    private static (double Statistic, double P, string Method) Mcnemar(
        double[] a, double[] b, PairedTestSettings settings, CancellationToken cancellation)
    {
        RequireTwoSided("mcnemar", settings);
        var test = McNemar.Test(a, b);
        var how = test.Exact ? "the smaller of both counts, exact" : "chi-square with continuity correction";
        return (test.Statistic, test.P,
            $"McNemar's test, {test.OnlyA:N0} items right for a only and {test.OnlyB:N0} for b only, {how}, two-sided");
    }

    private static string Side(PairedTestSettings settings) => settings.Alternative switch
    {
        Alternative.Greater => "one-sided (a greater)",
        Alternative.Less => "one-sided (a less)",
        _ => "two-sided",
    };

    private static void RequireTwoSided(string test, PairedTestSettings settings)
    {
        if (settings.Alternative != Alternative.TwoSided)
        {
            throw new StatisticRefusedException($"The test '{test}' is two-sided only; for one side use ttest, wilcoxon or sign.");
        }
    }
}
