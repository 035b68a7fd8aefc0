using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics;

/// <summary>Every test of every pair, adjusted as one family: whoever asks more questions needs stronger answers.</summary>
internal static class PairFamily
{
    /// <param name="pairs">All of them.</param>
    /// <param name="isTestable">False for a pair that no test holds for: its p-values are NaN and not part of the family.</param>
    /// <param name="settings">Which tests, and how to adjust.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>By pair, then in the order in which the tests were asked for.</returns>
    /// <exception cref="StatisticRefusedException">No such test or correction, no test, or scores that a test cannot take.</exception>
    public static AdjustedTest[][] Of(PairWork.Pair[] pairs, Func<PairWork.Pair, bool> isTestable, ComparisonSettings settings, CancellationToken cancellation)
    {
        var correction = CorrectionCatalog.Resolve(settings.Correction);
        string[] names = [.. settings.Tests.Distinct(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            throw new StatisticRefusedException($"Name at least one test; there are {string.Join(", ", PairedTests.Names)}.");
        }

        PairedTestResult[] results = [.. pairs.SelectMany(pair => names.Select(name => Test(name, pair, settings, cancellation) is var told && isTestable(pair) ? told : told with { P = double.NaN }))];
        var adjusted = correction.Adjust([.. results.Select(static result => result.P)]);
        return [.. results.Zip(adjusted, static (result, p) => new AdjustedTest(result, p)).Chunk(names.Length)];
    }

    // All pairs were randomized together, which costs less than one by one.
    private static PairedTestResult Test(string name, PairWork.Pair pair, ComparisonSettings settings, CancellationToken cancellation) =>
        name == PairedTests.Randomized
            ? PairedTests.Told(pair.Test, pair.A.Length)
            : PairedTests.Run(name, pair.A, pair.B, PairedTestSettings.Default with { Randomization = settings.Randomization }, cancellation);
}
