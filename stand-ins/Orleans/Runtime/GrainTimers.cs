using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace Orleans.Runtime;

internal sealed class TimerRegistry([FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time, Catalog catalog) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        new GrainTimer((Activation)grainContext, token => callback(state, token), options, time, catalog.Log);
}

/// <summary>Each tick is a turn of the activation; the next one is due a period after the last has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly ActivationLog _log;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _disposal = new();
    private int _changes;
    private TimeSpan _period;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time, ActivationLog log)
    {
        (_activation, _callback, _log) = (activation, callback, log);
        _period = options.Period;
        activation.Own(this);
        _timer = time.CreateTimer(_ => activation.TryEnqueue(new Tick(this, options)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        _changes++;
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _activation.Disown(this);
        _timer.Dispose();
        _disposal.Cancel();
    }

    private async Task Run()
    {
        if (_disposal.IsCancellationRequested)
        {
            return;
        }

        var changes = _changes;
        try
        {
            await _callback(_disposal.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_disposal.IsCancellationRequested)
        {
            Turn.EndIfStale(_activation, exception);
            _log.TimerFailed(exception, _activation.GrainId);
        }
        catch (OperationCanceledException)
        {
            return; // The timer was disposed in the middle of its callback, which gave up as asked.
        }

        if (changes == _changes && !_disposal.IsCancellationRequested && _period > TimeSpan.Zero)
        {
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Tick(GrainTimer timer, GrainTimerCreationOptions options) : Turn
    {
        public override bool Interleaves => options.Interleave;

        public override bool IsReadOnly => false;

        public override bool KeepsAlive => options.KeepAlive;

        public override Task Run(Activation activation) => timer.Run();
    }
}
