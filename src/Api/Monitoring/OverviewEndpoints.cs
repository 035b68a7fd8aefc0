using BenchHub.Api.Results;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Monitoring;

internal static class OverviewEndpoints
{
    public static void MapOverview(this RouteGroupBuilder monitoring)
    {
        monitoring.MapGet("/metrics/dashboard", Dashboard).WithName("GetDashboardMetrics").WithSummary("Get the hub at a glance: what runs, what got worse, what it costs");
        monitoring.MapGet("/aggregates", Aggregates).WithName("GetAggregates").WithSummary("Get rolling aggregates of a system on a dataset");
    }

    private static async Task<Ok<DashboardAnswer>> Dashboard(OverviewView view, CancellationToken ct) => TypedResults.Ok(await view.Read(ct));

    private static async Task<Ok<AggregatesAnswer>> Aggregates(string system, string dataset, Lookup lookup, IGrainFactory grains, CancellationToken ct)
    {
        var (systemRow, datasetRow) = (await lookup.System(system, "system", ct), await lookup.Dataset(dataset, "dataset", ct));
        var aggregates = await grains.MetricAggregation(new(systemRow.Id), new(datasetRow.Id)).Get();
        return TypedResults.Ok(new AggregatesAnswer(
            systemRow.Name, systemRow.Id, datasetRow.Name, datasetRow.Id, aggregates.Metrics.ToDictionary(static metric => metric.Metric, AggregateAnswer.Of), aggregates.Watermark));
    }
}

/// <summary>The overview, read anew at each call from indexes; no more than once a second is meant to be asked for.</summary>
internal sealed class OverviewView(HubNumbers numbers, AlertLog alerts, ResultView results, TimeProvider time)
{
    private const int Most = 10;

    public async Task<DashboardAnswer> Read(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var (row, firing, worsened) = (await numbers.Read(now, ct), await alerts.Firing(ct), await numbers.Worsened(now, Most, ct));
        return new(
            new(row.Systems, row.Healthy, row.Unhealthy),
            new(row.Running, row.Queued, row.FailedToday, row.FinishedToday),
            new(firing.Values.Sum(), firing.GetValueOrDefault("high"), firing.GetValueOrDefault("medium")),
            new(row.LastDay, row.LastWeek),
            new(Dollars.Of(row.CostToday)!.Value, Dollars.Of(row.CostWeek)!.Value, Dollars.Of(row.CostMonth)!.Value),
            [.. worsened.Select(WorsenedAnswer.Of)],
            (await results.List(new(), new(Most), ct)).Items);
    }
}

/// <param name="Worsened">Significant drops of the last week that nothing has made good since.</param>
/// <param name="Recent">The last results.</param>
internal sealed record DashboardAnswer(
    SystemNumbers Systems, JobNumbers Jobs, AlertNumbers Alerts, EvaluationNumbers Evaluations, CostNumbers Costs,
    IReadOnlyList<WorsenedAnswer> Worsened, IReadOnlyList<ResultAnswer> Recent);

/// <param name="Healthy">By the last check within a week; systems without one are in neither number.</param>
internal sealed record SystemNumbers(long Total, long Healthy, long Unhealthy);

/// <param name="FailedToday">Since midnight (UTC).</param>
internal sealed record JobNumbers(long Running, long Queued, long FailedToday, long FinishedToday);

internal sealed record AlertNumbers(long Firing, long High, long Medium);

internal sealed record EvaluationNumbers(long Last24h, long Last7d);

/// <summary>US dollars of answers with a known price, by days (UTC), today included.</summary>
internal sealed record CostNumbers(decimal Today, decimal Last7d, decimal Last30d);

/// <param name="P">Of the paired test against the baseline.</param>
internal sealed record WorsenedAnswer(
    string System, string SystemId, string Dataset, string DatasetId, string Metric, double From, double To, string ResultId, double? P, DateTimeOffset At)
{
    public static WorsenedAnswer Of(AlertRow row) => new(
        row.SystemName, row.SystemId, row.DatasetName, row.DatasetId, row.Metric, row.Threshold, row.Value, row.ResultId, row.P, row.At);
}

/// <param name="Watermark">Place of the last result in them, among all results.</param>
internal sealed record AggregatesAnswer(
    string System, string SystemId, string Dataset, string DatasetId, IReadOnlyDictionary<string, AggregateAnswer> Metrics, long Watermark);

/// <param name="Mean">Over the window.</param>
/// <param name="Count">Results with a value, those before the window included.</param>
/// <param name="Window">The last values, oldest first.</param>
internal sealed record AggregateAnswer(double Latest, double Mean, long Count, IReadOnlyList<WindowAnswer> Window)
{
    public static AggregateAnswer Of(MetricAggregate metric) => new(
        metric.Latest, metric.Mean, metric.Count, [.. metric.Window.Select(static value => new WindowAnswer(value.Result.Value, value.Value, value.At))]);
}

internal sealed record WindowAnswer(string ResultId, double Value, DateTimeOffset At);
