namespace BenchHub.Cli.Tests.Processes;

/// <summary>Three sample services that take 100 ms for each answer, so that a job has a middle.</summary>
public sealed class PatientServices : IAsyncLifetime
{
    internal static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    private RagService[] _all = [];

    public async ValueTask InitializeAsync() => _all = await RagService.StartAll(Shell.Collection, Latency);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _all)
        {
            await service.DisposeAsync();
        }
    }

    internal Task Register(ServedHub hub) => Task.WhenAll(_all.Select(service => hub.Register(service.Algorithm, service.Url)));

    internal IEnumerable<string> Names() => _all.Select(static service => service.Algorithm);

    /// <summary>Calls so far, of each.</summary>
    internal Task<int[]> Calls() => Task.WhenAll(_all.Select(static service => service.Calls()));

    /// <summary>Waits until all together were asked so often.</summary>
    internal Task Asked(int calls, TimeSpan? within = null) => Deadline.Until(
        async () => (await Calls()).Sum() >= calls, within ?? Deadline.Usual, () => $"The services were not asked {calls} times.");
}
