using System.Text.Json.Nodes;
using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Effects;
using BenchHub.Evaluation.Statistics.Power;

namespace BenchHub.Cli.Statistics;

/// <summary>A comparison of files as one JSON object; what is undefined is null.</summary>
internal static class ScoreComparisonJson
{
    public static JsonObject Of(ComparisonResult compared, ScoreFiles files, ComparisonSettings settings) => new()
    {
        ["alpha"] = settings.Alpha,
        ["correction"] = settings.Correction,
        ["ranking"] = new JsonArray([.. compared.Ranking.Select(Ranked)]),
        ["pairs"] = new JsonArray([.. compared.Pairs.Select(pair => Pair(pair, files, settings))]),
    };

    private static JsonObject Ranked(RankedEntry entry) => new()
    {
        ["rank"] = entry.Rank,
        ["rankLow"] = entry.RankLow,
        ["rankHigh"] = entry.RankHigh,
        ["system"] = entry.System,
        ["mean"] = Number(entry.Mean),
        ["ciLow"] = Number(entry.CiLow),
        ["ciHigh"] = Number(entry.CiHigh),
        ["n"] = entry.N,
    };

    private static JsonObject Pair(PairwiseEntry pair, ScoreFiles files, ComparisonSettings settings)
    {
        var (a, b) = files.Common(pair.A, pair.B);
        return new()
        {
            ["a"] = pair.A,
            ["b"] = pair.B,
            ["difference"] = Number(pair.Difference),
            ["ciLow"] = Number(pair.CiLow),
            ["ciHigh"] = Number(pair.CiHigh),
            ["significant"] = pair.Significant,
            ["cohenDz"] = Number(pair.EffectSize),
            ["hedgesG"] = Number(EffectSize.HedgesG(a, b)),
            ["cliffsDelta"] = Number(EffectSize.CliffsDelta(a, b)),
            ["wins"] = pair.Wins,
            ["ties"] = pair.Ties,
            ["losses"] = pair.Losses,
            ["n"] = pair.N,
            ["dropped"] = pair.Dropped,
            ["sdOfDifferences"] = Number(Deviation(a, b)),
            ["smallestVisibleDifference"] = Number(pair.N < 2 ? double.NaN : PairedPower.SmallestEffect(pair.N, Deviation(a, b), PowerSettings.Default with { Alpha = settings.Alpha })),
            ["tests"] = new JsonArray([.. pair.Tests.Select(Test)]),
        };
    }

    private static JsonObject Test(AdjustedTest test) => new()
    {
        ["test"] = test.Result.Test,
        ["statistic"] = Number(test.Result.Statistic),
        ["p"] = Number(test.Result.P),
        ["pAdjusted"] = Number(test.PAdjusted),
        ["method"] = test.Result.Method,
    };

    private static double Deviation(double[] a, double[] b) => Moments.StandardDeviation([.. a.Zip(b, static (x, y) => x - y)]);

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
