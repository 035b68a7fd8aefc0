using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Quickstart;

/// <summary>The hub of a quickstart.</summary>
internal interface IStage
{
    HubClient Hub { get; }

    /// <summary>Ends the names of systems and dataset, so that a hub that has some takes them too.</summary>
    string Suffix { get; }

    /// <summary>Where its data stand; null where that is not ours to know.</summary>
    string? Data { get; }

    /// <summary>Returns when it answers.</summary>
    Task Ready(CancellationToken ct);

    /// <summary>What happens to the hub while the job runs.</summary>
    /// <returns>How it got over that; null where nothing was done to it.</returns>
    Task<JsonObject?> Disturb(string job, CancellationToken ct);
}

/// <summary>One that runs already, which nobody here kills.</summary>
internal sealed class GivenHub(HubClient hub) : IStage
{
    public HubClient Hub => hub;

    public string Suffix { get; } = $"-{Guid.NewGuid():N}"[..5];

    public string? Data => null;

    public async Task Ready(CancellationToken ct) => await hub.Get("/health/ready", ct);

    public Task<JsonObject?> Disturb(string job, CancellationToken ct) => Task.FromResult<JsonObject?>(null);
}
