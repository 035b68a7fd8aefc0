using BenchHub.Analytics;
using BenchHub.Api.Json;
using BenchHub.Systems;

namespace BenchHub.Api.Analytics;

/// <summary>Which systems to follow on one dataset and metric.</summary>
[RequestBody]
internal sealed record ModelsBody
{
    /// <summary>Ids or names. Default: every system with a result.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>Id or name.</summary>
    public string? Dataset { get; init; }

    /// <summary>Such as ndcg@10. Default: the first of the newest result.</summary>
    public string? Metric { get; init; }

    /// <summary>The first day (UTC), as 2026-03-01, or an instant.</summary>
    public string? From { get; init; }

    /// <summary>The last day, which counts as well, or the first instant that no longer counts.</summary>
    public string? To { get; init; }

    /// <exception cref="RefusedException">No dataset is named, something does not exist, or the range is none.</exception>
    public async Task<CompareModels> ToQuery(PastNames names, CancellationToken ct)
    {
        var range = DateRange.Of(From, To, "from", "to");
        if (string.IsNullOrEmpty(Dataset))
        {
            throw new RefusedException(Refusal.Invalid, "Name the dataset that the systems are compared on.", "dataset");
        }

        var systems = new List<SystemId>();
        foreach (var system in Systems ?? [])
        {
            systems.Add(new(await names.System(system ?? throw new RefusedException(Refusal.Invalid, "An entry of systems is null.", "systems"), "systems", ct)));
        }

        return new()
        {
            Systems = [.. systems.Distinct()],
            Dataset = new(await names.Dataset(Dataset, "dataset", ct)),
            Metric = Metric,
            From = range.From,
            To = range.To,
        };
    }
}
