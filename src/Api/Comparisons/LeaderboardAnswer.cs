using BenchHub.Comparisons;

namespace BenchHub.Api.Comparisons;

/// <summary>Systems over datasets, by the result that stands for each on the latest version.</summary>
/// <param name="Datasets">Those with a value.</param>
/// <param name="Blocks">How many those are.</param>
/// <param name="Ranks">Best first; systems that are not measured on all of the datasets stand at the end, without a mean rank.</param>
/// <param name="CriticalDifference">Mean ranks at least so far apart differ.</param>
/// <param name="Groups">Systems that were not found to differ, best first.</param>
/// <param name="Running">Under way on the datasets. Only finished results rank: the items answered so far are no fair sample.</param>
internal sealed record LeaderboardAnswer(
    string Metric,
    IReadOnlyList<RankedDatasetAnswer> Datasets,
    int Blocks,
    FriedmanAnswer? Friedman,
    IReadOnlyList<OverallRankAnswer> Ranks,
    double? CriticalDifference,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    string Method,
    IReadOnlyList<string> Notes,
    IReadOnlyList<RunningAnswer> Running)
{
    public static LeaderboardAnswer Of(Leaderboard leaderboard)
    {
        var ranking = OverallAnswer.Of(leaderboard.Ranking);
        return new(
            ranking.Metric,
            [.. leaderboard.Datasets.Select(static dataset => new RankedDatasetAnswer(dataset.Dataset, dataset.DatasetId.Value, dataset.Version))],
            ranking.Blocks, ranking.Friedman, ranking.Ranks, ranking.CriticalDifference, ranking.Groups, ranking.Method, ranking.Notes,
            [.. leaderboard.Running.Select(static task => new RunningAnswer(
                task.System, task.SystemId.Value, task.Dataset, task.DatasetId.Value, task.JobId.Value, task.Done, task.Items))]);
    }
}

internal sealed record RankedDatasetAnswer(string Dataset, string DatasetId, int Version);

/// <param name="Done">Items answered, failed ones included.</param>
/// <param name="Of">Items in all.</param>
internal sealed record RunningAnswer(string System, string SystemId, string Dataset, string DatasetId, string JobId, int Done, int Of);
