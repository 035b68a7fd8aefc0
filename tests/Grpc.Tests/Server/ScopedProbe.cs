namespace BenchHub.Grpc.Tests.Server;

/// <summary>A scoped dependency: the same within a call, another in the next, disposed at its end.</summary>
public sealed class ScopedProbe(Signals signals) : IDisposable
{
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public void Dispose() => signals.Raise($"disposed {Id}");
}
