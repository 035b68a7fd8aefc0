using System.Collections.Concurrent;

namespace BenchHub.Grpc.Tests.Server;

/// <summary>Tells a test that the server has come to a named point.</summary>
public sealed class Signals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _points = [];

    public void Raise(string point) => Of(point).TrySetResult();

    public Task Raised(string point) => Of(point).Task.WaitAsync(TimeSpan.FromSeconds(20));

    private TaskCompletionSource Of(string point) =>
        _points.GetOrAdd(point, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
