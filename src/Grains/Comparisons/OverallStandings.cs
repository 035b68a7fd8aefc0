using BenchHub.Comparisons;
using BenchHub.Evaluation.Metrics;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Results;

namespace BenchHub.Grains.Comparisons;

/// <summary>The leaderboard over datasets: finished results rank, what runs is shown beside them.</summary>
internal sealed class OverallStandings(ResultCatalog results, JobCatalog jobs)
{
    /// <exception cref="RefusedException">There is no such metric, or no result has it.</exception>
    public async Task<Leaderboard> Rank(RankOverDatasets query)
    {
        // Ranks need no mean of items, so every metric that has one value per result will do.
        var metric = NamedMetric.Of(query.Metric);
        string[]? datasets = query.Datasets.IsEmpty ? null : [.. query.Datasets.Select(static id => id.Value)];
        var standings = await results.Standings(metric.Name.ToString(), datasets);
        var running = await jobs.Running(datasets);
        return standings.Count > 0 || running.Count > 0
            ? await Task.Run(() => Of(metric, query.Alpha, standings, running))
            : throw new RefusedException(
                Refusal.Unprocessable, $"No result with {metric.Name} exists on {(datasets is null ? "any dataset" : "these datasets")}; run a job with --metric {metric.Name} first.", "metric");
    }

    internal static Leaderboard Of(Metric metric, double alpha, IReadOnlyList<Standing> standings, IReadOnlyList<TaskRow> running)
    {
        var notes = new List<string>();
        Standing[] ranked = [.. standings.GroupBy(static standing => standing.DatasetId).Where(dataset => IsComparable([.. dataset], notes)).SelectMany(static dataset => dataset)];
        var ranking = OverallReport.Of(
            metric,
            alpha,
            [.. ranked.Where(static standing => standing.Value is not null).Select(static standing => new OverallValue(
                new(standing.SystemId), standing.SystemName, standing.DatasetId, standing.DatasetName, standing.Value!.Value))]);
        return new(
            [.. ranked.Select(static standing => new RankedDataset(new(standing.DatasetId), standing.DatasetName, standing.DatasetVersion)).Distinct().OrderBy(static dataset => dataset.Dataset, StringComparer.Ordinal)],
            ranking with { Notes = [.. notes, .. ranking.Notes] },
            [.. running.Select(static task => new RunningTask(
                new(task.SystemId), task.SystemName, new(task.DatasetId), task.DatasetName, new(task.JobId), task.Done, task.Items))]);
    }

    private static bool IsComparable(Standing[] dataset, List<string> notes)
    {
        try
        {
            Signature.RequireSame([.. dataset.Select(static standing => (standing.SystemName, Signature.Parse(standing.Signature)))]);
            return true;
        }
        catch (SignatureMismatchException mismatch)
        {
            notes.Add($"'{dataset[0].DatasetName}' is left out. {mismatch.Message}");
            return false;
        }
    }
}
