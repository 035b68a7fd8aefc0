using BenchHub.Storage.Monitoring;

namespace BenchHub.Api.Live;

/// <summary>The hub at a glance.</summary>
internal sealed record OverviewAnswer(OverviewSystemsAnswer Systems, OverviewJobsAnswer Jobs, OverviewEvaluationsAnswer Evaluations, OverviewCostsAnswer Costs)
{
    public static OverviewAnswer Of(HubNumbersRow row) => new(
        new(row.Systems, row.Healthy, row.Unhealthy),
        new(row.Running, row.Queued, row.FailedToday, row.FinishedToday),
        new(row.LastDay, row.LastWeek),
        new(Dollars.Of(row.CostToday), Dollars.Of(row.CostWeek), Dollars.Of(row.CostMonth)));
}

/// <param name="Healthy">Of those that were checked within a week.</param>
internal sealed record OverviewSystemsAnswer(long Total, long Healthy, long Unhealthy);

/// <param name="FailedToday">Since midnight (UTC), as those finished.</param>
internal sealed record OverviewJobsAnswer(long Running, long Queued, long FailedToday, long FinishedToday);

/// <summary>Results of the last day and of the last seven.</summary>
internal sealed record OverviewEvaluationsAnswer(long Last24h, long Last7d);

/// <summary>US dollars.</summary>
internal sealed record OverviewCostsAnswer(decimal? Today, decimal? Last7d, decimal? Last30d);

/// <summary>Reads the overview; cheap, since it is read each second while somebody looks.</summary>
internal sealed class OverviewView(HubNumbers numbers, TimeProvider time)
{
    public async Task<OverviewAnswer> Read(CancellationToken ct) => OverviewAnswer.Of(await numbers.Read(time.GetUtcNow(), ct));
}
