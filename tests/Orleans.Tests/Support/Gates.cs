using System.Collections.Concurrent;

namespace BenchHub.Orleans.Tests.Support;

/// <summary>Named signals between a test and the grains of its cluster, and a list of what happened.</summary>
internal sealed class Gates
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _events = new();

    public IReadOnlyList<string> Events => [.. _events];

    public void Open(string name) => Gate(name).TrySetResult();

    /// <summary>Waits until the gate is open; a test fails with the gate's name after the deadline.</summary>
    public async Task Pass(string name)
    {
        try
        {
            await Gate(name).Task.WaitAsync(Deadline);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"Nobody opened the gate \"{name}\". So far: {string.Join(", ", Events)}.", exception);
        }
    }

    public bool IsOpen(string name) => Gate(name).Task.IsCompleted;

    public void Note(string text) => _events.Enqueue(text);

    private TaskCompletionSource Gate(string name) => _gates.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
