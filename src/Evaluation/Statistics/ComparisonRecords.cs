using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Statistics.Corrections;
using BenchHub.Evaluation.Statistics.Resampling;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics;

/// <summary>One system's score of each item, in an order of items that is the same for all; NaN where undefined.</summary>
/// <remarks>A failed item carries its metric's default (0), not NaN: it was asked and gave nothing.</remarks>
public sealed record SystemColumn(string Name, Signature Signature, double[] Scores)
{
    /// <summary>
    /// Whether the number of items was decided by looking at the scores. Tests and intervals for a number fixed
    /// beforehand do not hold for these, so none is made of the system: they are NaN, and nothing of it is significant.
    /// </summary>
    public bool IsStoppedEarly { get; init; }
}

public sealed record ComparisonSettings
{
    public static ComparisonSettings Default { get; } = new();

    /// <summary>Error rate of the family of tests, which the correction holds. Default: 0.05.</summary>
    public double Alpha
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new StatisticRefusedException($"Alpha lies between 0 and 1; {value} does not.");
    } = 0.05;

    /// <summary>Names out of <see cref="PairedTests"/>; the first one decides which pairs differ. Default: randomization.</summary>
    public IReadOnlyList<string> Tests { get; init; } = ["randomization"];

    /// <summary>A name out of <see cref="CorrectionCatalog"/>; the family is every test of every pair. Default: holm.</summary>
    public string Correction { get; init; } = "holm";

    public MetricDirection Direction { get; init; } = MetricDirection.HigherIsBetter;

    public BootstrapSettings Bootstrap { get; init; } = BootstrapSettings.Default;

    public RandomizationSettings Randomization { get; init; } = RandomizationSettings.Default;
}

/// <param name="Ranking">Best first; systems with equal means share the smaller rank and stand in the order given.</param>
/// <param name="Pairs">Each pair of systems once, in the order given.</param>
/// <param name="Family">How many tests were adjusted together.</param>
public sealed record ComparisonResult(IReadOnlyList<RankedEntry> Ranking, IReadOnlyList<PairwiseEntry> Pairs, int Family);

/// <summary>Systems with the tests of their pairs, not yet adjusted: <see cref="SystemComparison.Adjust"/> does that.</summary>
public sealed class TestedSystems
{
    internal TestedSystems(ComparisonSettings settings, PairwiseEntry[] pairs, PairedTestResult[][] results, RankedEntry[] means) =>
        (Settings, Pairs, Results, Means) = (settings, pairs, results, means);

    internal ComparisonSettings Settings { get; }

    internal PairwiseEntry[] Pairs { get; }

    internal PairedTestResult[][] Results { get; }

    internal RankedEntry[] Means { get; }
}

/// <param name="System">Name as given.</param>
/// <param name="Index">Place among the systems given.</param>
/// <param name="Rank">From 1, by mean.</param>
/// <param name="RankLow">Best rank that the tests leave open (<see cref="RankIntervals"/>).</param>
/// <param name="RankHigh">Worst rank that the tests leave open.</param>
/// <param name="Mean">Over the items where the system's score is defined; NaN where there is none.</param>
/// <param name="CiLow">Lower end of the bootstrap interval of the mean.</param>
/// <param name="CiHigh">Upper end.</param>
/// <param name="N">Items in the mean.</param>
public sealed record RankedEntry(
    string System, int Index, int Rank, int RankLow, int RankHigh, double Mean, double CiLow, double CiHigh, int N);

/// <param name="A">Name of one system.</param>
/// <param name="B">Name of the other.</param>
/// <param name="Difference">Mean of a - b over the items where both are defined.</param>
/// <param name="CiLow">Lower end of the paired bootstrap interval of the difference, not adjusted for the number of pairs.</param>
/// <param name="CiHigh">Upper end.</param>
/// <param name="P">Of the test that decides.</param>
/// <param name="PAdjusted">The same after the correction.</param>
/// <param name="TTestP">Of the paired t-test, for readers who expect it; not adjusted.</param>
/// <param name="EffectSize">Cohen's d_z; NaN where the differences are all equal.</param>
/// <param name="Wins">Items on which a is better.</param>
/// <param name="Ties">Items on which the scores are equal.</param>
/// <param name="Losses">Items on which b is better.</param>
/// <param name="N">Items compared.</param>
/// <param name="Dropped">Items left out because one of the two is undefined on them.</param>
/// <param name="Significant">Whether the adjusted p is at most alpha.</param>
/// <param name="Deviation">Standard deviation of the differences, in the metric's unit; NaN for fewer than two items.</param>
/// <param name="IsTestable">False where no test holds, since a system was stopped early.</param>
/// <param name="Tests">All tests asked for, the one that decides first.</param>
public sealed record PairwiseEntry(
    string A,
    string B,
    double Difference,
    double CiLow,
    double CiHigh,
    double P,
    double PAdjusted,
    double TTestP,
    double EffectSize,
    int Wins,
    int Ties,
    int Losses,
    int N,
    int Dropped,
    bool Significant,
    double Deviation,
    bool IsTestable,
    IReadOnlyList<AdjustedTest> Tests);

/// <param name="Result">The test by itself.</param>
/// <param name="PAdjusted">After the correction.</param>
public sealed record AdjustedTest(PairedTestResult Result, double PAdjusted);
