using BenchHub.Orleans.Tests.Support;
using Orleans.Concurrency;

namespace BenchHub.Orleans.Tests;

internal interface ITurnGrain : IGrainWithStringKey
{
    Task<int> Overlap();

    Task<bool> KeepsSchedulerAcrossAwaits();

    [ReadOnly]
    Task Read(string open, string wait);

    Task Write(string open);

    Task Hold(string open, string wait);

    [AlwaysInterleave]
    Task Ping();

    [AlwaysInterleave]
    Task OpenGate(string name);
}

internal interface IReentrantGrain : IGrainWithStringKey
{
    Task Meet(string open, string wait);
}

internal interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<Guid> Meet(string open, string wait);

    Task<Guid> Instance();
}

internal sealed class TurnGrain(Gates gates) : Grain, ITurnGrain
{
    private int _running;

    public async Task<int> Overlap()
    {
        _running++;
        await Task.Yield();
        await Task.Run(static () => { });
        var seen = _running;
        _running--;
        return seen;
    }

    public async Task<bool> KeepsSchedulerAcrossAwaits()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Run(static () => { });
        return scheduler != TaskScheduler.Default && ReferenceEquals(scheduler, TaskScheduler.Current);
    }

    public Task Read(string open, string wait) => Hold(open, wait);

    public Task Write(string open)
    {
        gates.Open(open);
        return Task.CompletedTask;
    }

    public Task Hold(string open, string wait)
    {
        gates.Open(open);
        return gates.Pass(wait);
    }

    public Task Ping() => Task.CompletedTask;

    public Task OpenGate(string name) => Write(name);
}

[Reentrant]
internal sealed class ReentrantGrain(Gates gates) : Grain, IReentrantGrain
{
    public Task Meet(string open, string wait)
    {
        gates.Open(open);
        return gates.Pass(wait);
    }
}

[StatelessWorker(2)]
internal sealed class WorkerGrain(Gates gates) : Grain, IWorkerGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public async Task<Guid> Meet(string open, string wait)
    {
        gates.Open(open);
        await gates.Pass(wait);
        return _instance;
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);
}
