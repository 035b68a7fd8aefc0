using BenchHub.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace BenchHub.Orleans.Tests;

internal interface ILifeGrain : IGrainWithStringKey
{
    Task<int> ActivationCount();

    Task<Guid> Instance();

    Task Leave();

    Task LeaveWhen(string gate);
}

internal interface IFragileGrain : IGrainWithStringKey
{
    Task Ping();
}

internal interface IKeptGrain : IGrainWithStringKey
{
    Task<Guid> Instance();
}

internal interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period);

    Task<List<DateTimeOffset>> Ticks();

    [AlwaysInterleave]
    Task Ping();

    Task Hold(string open, string wait);
}

internal sealed class LifeGrain(Gates gates) : Grain, ILifeGrain
{
    private readonly Guid _instance = Guid.NewGuid();
    private int _activations;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activations++;
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        gates.Note($"{this.GetPrimaryKeyString()} ends: {reason.ReasonCode}");
        gates.Open($"{this.GetPrimaryKeyString()} ended");
    }

    public Task<int> ActivationCount() => Task.FromResult(_activations);

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task LeaveWhen(string gate)
    {
        gates.Open($"{this.GetPrimaryKeyString()} leaves");
        DeactivateOnIdle();
        return gates.Pass(gate);
    }
}

internal sealed class FragileGrain(Gates gates) : Grain, IFragileGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!gates.IsOpen("tried"))
        {
            gates.Open("tried");
            throw new InvalidOperationException("not today");
        }

        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;
}

[KeepAlive]
internal sealed class KeptGrain : Grain, IKeptGrain
{
    private readonly Guid _instance = Guid.NewGuid();

    public Task<Guid> Instance() => Task.FromResult(_instance);
}

internal sealed class TimerGrain(Gates gates, [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time) : Grain, ITimerGrain
{
    private readonly List<DateTimeOffset> _ticks = [];

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Open($"{this.GetPrimaryKeyString()} ended");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period)
    {
        this.RegisterGrainTimer(
            () =>
            {
                _ticks.Add(time.GetUtcNow());
                gates.Open($"tick {_ticks.Count}");
                return Task.CompletedTask;
            },
            dueTime,
            period);
        return Task.CompletedTask;
    }

    public Task<List<DateTimeOffset>> Ticks() => Task.FromResult(_ticks);

    public Task Ping() => Task.CompletedTask;

    public Task Hold(string open, string wait)
    {
        gates.Open(open);
        return gates.Pass(wait);
    }
}
