using System.ComponentModel;
using BenchHub.Analytics;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api.Analytics;

internal sealed record ReportQuery
{
    [FromQuery(Name = "startDate"), Description("The first day (UTC), as 2026-03-01, or an instant.")]
    public string? StartDate { get; init; }

    [FromQuery(Name = "endDate"), Description("The last day, which counts as well, or the first instant that no longer counts.")]
    public string? EndDate { get; init; }

    [FromQuery(Name = "start_date"), Description("Another name of startDate.")]
    public string? StartDateOfSeed { get; init; }

    [FromQuery(Name = "end_date"), Description("Another name of endDate.")]
    public string? EndDateOfSeed { get; init; }

    [FromQuery(Name = "dataset"), Description("Id or name. Default: all.")]
    public string? Dataset { get; init; }

    [FromQuery(Name = "metric"), Description("Such as ndcg@10. Default: all.")]
    public string? Metric { get; init; }

    public DateRange Range => DateRange.Of(StartDate ?? StartDateOfSeed, EndDate ?? EndDateOfSeed, "startDate", "endDate");
}

internal sealed record TrendQuery
{
    [FromQuery(Name = "system"), Description("Id or name.")]
    public string? System { get; init; }

    [FromQuery(Name = "dataset"), Description("Id or name. Default: the one measured last.")]
    public string? Dataset { get; init; }

    [FromQuery(Name = "metric"), Description("Such as ndcg@10. Default: the first of the newest result.")]
    public string? Metric { get; init; }

    [FromQuery(Name = "from"), Description("The first day (UTC), as 2026-03-01, or an instant.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day, which counts as well, or the first instant that no longer counts.")]
    public string? To { get; init; }

    [FromQuery(Name = "format"), Description("json or csv. Default: json.")]
    public string? Format { get; init; }

    /// <exception cref="RefusedException">No system is named, something does not exist, or the range is none.</exception>
    public async Task<LookBack> ToQuery(PastNames names, CancellationToken ct)
    {
        var range = DateRange.Of(From, To, "from", "to");
        if (string.IsNullOrEmpty(System))
        {
            throw new RefusedException(Refusal.Invalid, "Name the system whose results are meant.", "system");
        }

        return new()
        {
            System = new(await names.System(System, "system", ct)),
            Dataset = await names.DatasetOrNone(Dataset, "dataset", ct) is { } dataset ? new(dataset) : null,
            Metric = Metric,
            From = range.From,
            To = range.To,
        };
    }
}

internal sealed record ModelsQuery
{
    [FromQuery(Name = "systems"), Description("Ids or names with commas between them. Default: all with a result.")]
    public string? Systems { get; init; }

    [FromQuery(Name = "dataset"), Description("Id or name.")]
    public string? Dataset { get; init; }

    [FromQuery(Name = "metric"), Description("Such as ndcg@10. Default: the first of the newest result.")]
    public string? Metric { get; init; }

    [FromQuery(Name = "from"), Description("The first day (UTC), as 2026-03-01, or an instant.")]
    public string? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day, which counts as well, or the first instant that no longer counts.")]
    public string? To { get; init; }

    /// <exception cref="RefusedException">No dataset is named, something does not exist, or the range is none.</exception>
    public Task<CompareModels> ToQuery(PastNames names, CancellationToken ct) => new ModelsBody
    {
        Systems = [.. (Systems ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        Dataset = Dataset,
        Metric = Metric,
        From = From,
        To = To,
    }.ToQuery(names, ct);
}
