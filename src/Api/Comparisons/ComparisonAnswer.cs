using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

/// <param name="Comparisons">Every pair of systems.</param>
/// <param name="SignificanceTests">The same by the name a_vs_b, in short.</param>
/// <param name="Groups">Systems that were not found to differ, best first.</param>
/// <param name="Method">Which tests and intervals these are.</param>
/// <param name="Notes">What a reader must know before quoting a number.</param>
internal sealed record ComparisonAnswer(
    string DatasetId,
    string Dataset,
    int Version,
    string Metric,
    IReadOnlyList<RankedAnswer> Ranking,
    IReadOnlyList<PairAnswer> Comparisons,
    IReadOnlyDictionary<string, SignificanceAnswer> SignificanceTests,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    string Method,
    IReadOnlyList<string> Notes,
    DateTimeOffset ComparedAt)
{
    public static ComparisonAnswer Of(Comparison comparison) => new(
        comparison.Dataset.Value, comparison.DatasetName, comparison.Version, comparison.Metric,
        [.. comparison.Ranking.Select(RankedAnswer.Of)], [.. comparison.Tests.Select(PairAnswer.Of)],
        comparison.Tests.ToDictionary(static test => $"{test.A}_vs_{test.B}", static test => new SignificanceAnswer(test.Difference.Defined(), test.PAdjusted, test.Significant)),
        [.. comparison.Groups.Select(static group => (IReadOnlyList<string>)group)], comparison.Method, comparison.Notes, comparison.ComparedAt);
}

/// <param name="RankLow">The best rank that the data allow.</param>
/// <param name="RankHigh">The worst.</param>
/// <param name="QuarantinedAt">Since when the result, which was named, does not stand for its system; null where it does.</param>
internal sealed record RankedAnswer(
    int Rank, int RankLow, int RankHigh, string System, string SystemId, double? Value, double? CiLow, double? CiHigh, int N, int Errors, string ResultId, DateTimeOffset EvaluatedAt,
    DateTimeOffset? QuarantinedAt = null)
{
    public static readonly CsvTable<RankedAnswer> Csv = new(
        ("rank", static entry => entry.Rank), ("rankLow", static entry => entry.RankLow), ("rankHigh", static entry => entry.RankHigh),
        ("system", static entry => entry.System), ("systemId", static entry => entry.SystemId), ("value", static entry => entry.Value),
        ("ciLow", static entry => entry.CiLow), ("ciHigh", static entry => entry.CiHigh), ("n", static entry => entry.N),
        ("errors", static entry => entry.Errors), ("resultId", static entry => entry.ResultId), ("evaluatedAt", static entry => entry.EvaluatedAt),
        ("quarantinedAt", static entry => entry.QuarantinedAt));

    public static RankedAnswer Of(RankedSystem entry) => new(
        entry.Rank, entry.RankLow, entry.RankHigh, entry.System, entry.SystemId.Value, entry.Value.Defined(), entry.CiLow, entry.CiHigh,
        entry.N, entry.Errors, entry.ResultId.Value, entry.EvaluatedAt, entry.QuarantinedAt);
}

/// <param name="Difference">Mean of a minus mean of b.</param>
/// <param name="P">Of the test that decides.</param>
/// <param name="PAdjusted">After the correction; this decides.</param>
/// <param name="TTestP">Of the paired t-test, for comparison.</param>
/// <param name="EffectSize">Mean difference in standard deviations of the differences.</param>
/// <param name="Wins">Items on which a is better.</param>
/// <param name="Tests">All tests asked for, the one that decides first.</param>
/// <param name="Dropped">Items left out because one of the two has no score of them.</param>
/// <param name="Power">What so many items can show.</param>
internal sealed record PairAnswer(
    string A, string B, double? Difference, double? CiLow, double? CiHigh, double? P, double? PAdjusted, bool Significant,
    double? TTestP, double? EffectSize, int Wins, int Ties, int Losses, int N,
    IReadOnlyList<TestAnswer> Tests,
    int Dropped,
    PowerAnswer? Power)
{
    public static readonly CsvTable<PairAnswer> Csv = new(
        ("a", static pair => pair.A), ("b", static pair => pair.B), ("difference", static pair => pair.Difference), ("ciLow", static pair => pair.CiLow),
        ("ciHigh", static pair => pair.CiHigh), ("p", static pair => pair.P), ("pAdjusted", static pair => pair.PAdjusted),
        ("significant", static pair => pair.Significant), ("tTestP", static pair => pair.TTestP), ("effectSize", static pair => pair.EffectSize),
        ("wins", static pair => pair.Wins), ("ties", static pair => pair.Ties), ("losses", static pair => pair.Losses), ("n", static pair => pair.N));

    public static PairAnswer Of(PairwiseTest test) => new(
        test.A, test.B, test.Difference.Defined(), test.CiLow, test.CiHigh, test.P, test.PAdjusted, test.Significant,
        test.PTTest, test.EffectSize, test.Wins, test.Ties, test.Losses, test.N,
        [.. test.Outcomes.Select(static outcome => new TestAnswer(outcome.Test, outcome.Statistic, outcome.P, outcome.PAdjusted, outcome.Method))],
        test.Dropped, PowerAnswer.Of(test.Power));
}

/// <param name="Method">How the numbers were found.</param>
internal sealed record TestAnswer(string Test, double? Statistic, double? P, double? PAdjusted, string Method);

internal sealed record SignificanceAnswer(double? Difference, double? PValue, bool IsSignificant);
