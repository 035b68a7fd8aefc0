using System.Collections.Immutable;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>What fires by one rule, by system and dataset.</summary>
internal sealed record AlertBook
{
    private ImmutableDictionary<(string System, string Dataset), ImmutableList<OpenAlert>> Open { get; init; } =
        ImmutableDictionary<(string System, string Dataset), ImmutableList<OpenAlert>>.Empty;

    public IEnumerable<OpenAlert> Muted => Open.Values.SelectMany(static alerts => alerts).Where(static alert => alert.IsMuted).OrderBy(static alert => alert.Id, StringComparer.Ordinal);

    public static AlertBook Of(IEnumerable<OpenAlert> open) => new()
    {
        Open = open.GroupBy(static alert => (alert.SystemId, alert.DatasetId)).ToImmutableDictionary(static series => series.Key, static series => series.ToImmutableList()),
    };

    public ImmutableList<OpenAlert> Of(FedResult result) => Open.GetValueOrDefault((result.SystemId, result.DatasetId)) ?? [];

    public SeriesState State(FedResult result) => Of(result) switch
    {
        [] => SeriesState.Ok,
        var open when open.TrueForAll(static alert => alert.IsMuted) => SeriesState.Silenced,
        _ => SeriesState.Firing,
    };

    public AlertBook With(OpenAlert alert) => this with { Open = Open.SetItem((alert.SystemId, alert.DatasetId), [alert]) };

    public AlertBook Without(FedResult result) => this with { Open = Open.Remove((result.SystemId, result.DatasetId)) };

    public AlertBook Told() => this with
    {
        Open = Open.ToImmutableDictionary(static series => series.Key, static series => series.Value.ConvertAll(static alert => alert with { IsMuted = false })),
    };
}
