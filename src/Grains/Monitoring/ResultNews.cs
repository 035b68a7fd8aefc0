using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using BenchHub.Systems;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Monitoring;

/// <summary>Tells of a result after its commit. A hint: whoever should hear of it finds it in SQL as well.</summary>
internal sealed partial class ResultNews(IClusterClient cluster, AlertRules rules, TimeProvider time, ILogger<ResultNews> logger)
{
    /// <summary>How long a new rule may stay unknown here.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    private Known? _known;

    public async Task Publish(ResultRow result)
    {
        try
        {
            var news = new ResultRecorded(
                new ResultId(result.Id), new JobId(result.JobId), new SystemId(result.SystemId), new DatasetId(result.DatasetId), result.DatasetVersion, result.FinishedAt);
            await Publish(StreamNames.Results, $"{news.SystemId}/{news.Dataset}", news);
            await Publish(StreamNames.ResultsOfDatasets, news.Dataset.Value, news);
            foreach (var rule in await Rules())
            {
                await Publish(StreamNames.ResultsForRules, rule, news);
            }
        }
#pragma warning disable CA1031 // The result is kept and its task is over: that nobody was told must not undo either.
        catch (Exception fault)
        {
            LogUnheard(fault, result.Id);
        }
#pragma warning restore CA1031
    }

    /// <summary>Read again after a while: a job of thousands of small tasks asks for each.</summary>
    private async Task<IReadOnlyList<string>> Rules()
    {
        if (_known is not { } known || time.GetElapsedTime(known.ReadAt) >= Memory)
        {
            _known = known = new(await rules.Ids(), time.GetTimestamp());
        }

        return known.Rules;
    }

    private Task Publish(string space, string key, ResultRecorded news) =>
        cluster.GetStreamProvider(StreamNames.Provider).GetStream<ResultRecorded>(StreamId.Create(space, key)).OnNextAsync(news);

    private sealed record Known(IReadOnlyList<string> Rules, long ReadAt);

    [LoggerMessage(LogLevel.Warning, "Nobody was told of result {ResultId}; it is found within a minute")]
    private partial void LogUnheard(Exception exception, string resultId);
}
