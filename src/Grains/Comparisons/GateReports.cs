using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Evaluation.Statistics.Gates;

namespace BenchHub.Grains.Comparisons;

/// <summary>Candidates in, verdict out.</summary>
internal static class GateReports
{
    /// <summary>The first side is the system, the second where the gate has one the baseline.</summary>
    public static GateReport Of(Gate gate, DatasetSnapshot dataset, ComparisonCandidates loaded, IReadOnlyList<ComparisonCandidate> sides)
    {
        var verdict = GateTest.Test(gate, sides[0].Scores, sides.Count > 1 ? sides[1].Scores : []);
        return new(
            verdict.Outcome.ToString().ToLowerInvariant(), gate.ToString(), gate.Metric.Name.ToString(),
            verdict.Limit - (gate.Target ?? 0), gate.Level, verdict.Limit,
            new(verdict.N, verdict.Dropped, Defined(verdict.Value), Defined(verdict.BaselineValue), Defined(verdict.Difference), Defined(verdict.CiLow), Defined(verdict.CiHigh), Defined(verdict.P)),
            Gated(sides[0]), sides.Count > 1 ? Gated(sides[1]) : null, dataset.Id, dataset.Name, loaded.Version, verdict.Method, verdict.Sentence,
            [.. loaded.Notes, .. sides.SelectMany(static side => new[] { side.ErrorsNote, side.QuarantineNote }).OfType<string>()]);
    }

    private static GatedResult Gated(ComparisonCandidate side) =>
        new(new(side.Result.SystemId), side.Result.SystemName, new(side.Result.Id), side.Result.FinishedAt);

    private static double? Defined(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
