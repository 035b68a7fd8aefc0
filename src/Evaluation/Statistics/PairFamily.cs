using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics;

/// <summary>Every test of every pair, adjusted as one family: whoever asks more questions needs stronger answers.</summary>
internal static class PairFamily
{
    /// <param name="pairs">All of them.</param>
    /// <param name="isTestable">False for a pair that no test holds for: its p-values are NaN and not part of the family.</param>
    /// <param name="settings">Which tests.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>By pair, then in the order in which the tests were asked for.</returns>
    /// <exception cref="StatisticRefusedException">No such test, no test, or scores that a test cannot take.</exception>
    public static PairedTestResult[][] Run(PairWork.Pair[] pairs, Func<PairWork.Pair, bool> isTestable, ComparisonSettings settings, CancellationToken cancellation)
    {
        string[] names = [.. settings.Tests.Distinct(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            throw new StatisticRefusedException($"Name at least one test; there are {string.Join(", ", PairedTests.Names)}.");
        }

        return Blocks.Each<PairedTestResult[]>(
            pairs.Length,
            i => [.. names.Select(name => Test(name, pairs[i], settings, cancellation) is var told && isTestable(pairs[i]) ? told : told with { P = double.NaN })],
            cancellation);
    }

    /// <param name="cells">What <see cref="Run"/> answered, of all that is asked in one breath.</param>
    /// <param name="correction">Name of it.</param>
    /// <param name="family">How many tests have a p-value.</param>
    /// <returns>In the same places.</returns>
    /// <exception cref="StatisticRefusedException">No such correction.</exception>
    public static AdjustedTest[][][] Adjust(IReadOnlyList<PairedTestResult[][]> cells, string correction, out int family)
    {
        double[] p = [.. cells.SelectMany(static cell => cell).SelectMany(static pair => pair).Select(static result => result.P)];
        family = p.Count(static value => !double.IsNaN(value));
        var adjusted = CorrectionCatalog.Resolve(correction).Adjust(p);
        var next = 0;
        return [.. cells.Select(cell => cell.Select(pair => pair.Select(result => new AdjustedTest(result, adjusted[next++])).ToArray()).ToArray())];
    }

    // All pairs were randomized together, which costs less than one by one.
    private static PairedTestResult Test(string name, PairWork.Pair pair, ComparisonSettings settings, CancellationToken cancellation) =>
        name == PairedTests.Randomized
            ? PairedTests.Told(pair.Test, pair.A.Length)
            : PairedTests.Run(name, pair.A, pair.B, PairedTestSettings.Default with { Randomization = settings.Randomization }, cancellation);
}
