using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

/// <param name="Outcome">passed, failed or inconclusive.</param>
/// <param name="Gate">As it was understood.</param>
/// <param name="Margin">What is allowed beside the target, in the metric's unit; below 0 where less is allowed.</param>
/// <param name="Level">Confidence of each bound.</param>
/// <param name="Limit">What the difference (without a baseline: the value) is held against.</param>
/// <param name="N">Items that count.</param>
/// <param name="Dropped">Items that do not, since a score is undefined.</param>
/// <param name="Value">Mean of the system over these items.</param>
/// <param name="BaselineValue">Mean of the baseline over the same; null where the gate names a number.</param>
/// <param name="Difference">Mean of system - baseline, or the value where the gate names a number.</param>
/// <param name="CiLow">The lower of two one-sided bounds of that.</param>
/// <param name="CiHigh">The upper one.</param>
/// <param name="P">One-sided, of a system at the limit.</param>
internal sealed record GateAnswer(
    string Outcome, string Gate, string Metric, double? Margin, double Level, double? Limit, int N, int Dropped, double? Value, double? BaselineValue,
    double? Difference, double? CiLow, double? CiHigh, double? P, string Dataset, string DatasetId, int Version, GatedAnswer System, GatedAnswer? Baseline,
    string Method, string Sentence, IReadOnlyList<string> Notes)
{
    public static GateAnswer Of(GateReport report)
    {
        var numbers = report.Verdict;
        return new(
            report.Outcome, report.Gate, report.Metric, report.Margin.Defined(), report.Level, report.Limit.Defined(), numbers.N, numbers.Dropped, numbers.Value,
            numbers.BaselineValue, numbers.Difference, numbers.CiLow, numbers.CiHigh, numbers.P, report.DatasetName, report.Dataset.Value, report.Version,
            GatedAnswer.Of(report.System), report.Baseline is { } baseline ? GatedAnswer.Of(baseline) : null, report.Method, report.Sentence, report.Notes);
    }
}

internal sealed record GatedAnswer(string System, string SystemId, string ResultId, DateTimeOffset EvaluatedAt)
{
    public static GatedAnswer Of(GatedResult gated) => new(gated.System, gated.SystemId.Value, gated.ResultId.Value, gated.EvaluatedAt);
}
