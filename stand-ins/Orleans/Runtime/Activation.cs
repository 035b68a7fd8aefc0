using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;

namespace Orleans.Runtime;

/// <summary>
/// One grain object in memory, its queue of turns and its life: created by the first message, activated before the first turn,
/// deactivated once its running turns are done. Messages that wait when it ends go to the next activation of the grain.
/// </summary>
internal sealed class Activation : IGrainContext, IGrainManagementExtension
{
    private readonly Lock _lock = new();
    private readonly ActivationContext _context;
    private readonly TurnQueue _turns;
    private readonly List<IDisposable> _timers = [];
    private readonly LifecycleSubject _lifecycle = new();
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AsyncServiceScope? _scope;
    private State _state;
    private DeactivationReason _reason;
    private long _lastUse;
    private long _keepUntil;

    public Activation(ActivationContext context, GrainClass grainClass, GrainId grainId)
    {
        (_context, Class, GrainId) = (context, grainClass, grainId);
        GrainReference = context.Factory.ReferenceTo(grainId);
        Scheduler = new ActivationScheduler(this);
        _turns = new TurnQueue(grainClass.IsReentrant, turn => Scheduler.Run(() => Run(turn)));
        _lastUse = context.Time.GetTimestamp();
    }

    private enum State
    {
        Created,
        Activating,
        Valid,
        Deactivating,
        Ended,
    }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public GrainReference GrainReference { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? _context.Services;

    public IGrainLifecycle ObservableLifecycle => _lifecycle;

    public Task Deactivated => _deactivated.Task;

    public ActivationScheduler Scheduler { get; }

    /// <summary>Turns that run or wait.</summary>
    public int Load
    {
        get
        {
            lock (_lock)
            {
                return _turns.Count;
            }
        }
    }

    /// <summary>Takes the turn, now or in its time; false when the activation has ended.</summary>
    public bool TryEnqueue(Turn turn)
    {
        lock (_lock)
        {
            if (_state == State.Ended)
            {
                return false;
            }

            if (_state == State.Valid)
            {
                _turns.StartOrWait(turn);
                return true;
            }

            _turns.Wait(turn);
            if (_state == State.Created)
            {
                _state = State.Activating;
                Scheduler.Run(Activate);
            }

            return true;
        }
    }

    /// <summary>The object that serves an interface: the grain, or the runtime on its behalf.</summary>
    public object TargetOf(Type interfaceType) =>
        interfaceType.IsInstanceOfType(GrainInstance) ? GrainInstance!
        : interfaceType.IsInstanceOfType(this) ? this
        : ActivationServices.GetKeyedService<IGrainExtension>(interfaceType)
            ?? throw new InvalidCastException($"{Class.Type} does not implement {interfaceType}.");

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_state is State.Deactivating or State.Ended)
            {
                return;
            }

            // While it is being activated, and while turns run, their end finishes it.
            var isIdle = _state == State.Valid && !_turns.IsRunning;
            var isUnused = _state == State.Created;
            _reason = deactivationReason;
            _state = State.Deactivating;
            if (isIdle)
            {
                Scheduler.Run(Finish);
            }
            else if (isUnused)
            {
                Scheduler.Run(() => End(Redeliver));
            }
        }
    }

    ValueTask IGrainManagementExtension.DeactivateOnIdle()
    {
        Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
        return default;
    }

    public void DelayDeactivation(TimeSpan delay)
    {
        var now = _context.Time.GetTimestamp();
        _keepUntil = delay <= TimeSpan.Zero ? now
            : delay == TimeSpan.MaxValue ? long.MaxValue
            : now + (long)(delay.TotalSeconds * _context.Time.TimestampFrequency);
    }

    public void CollectIfIdle(TimeSpan age)
    {
        lock (_lock)
        {
            var now = _context.Time.GetTimestamp();
            if (_state == State.Valid && _turns.Count == 0 && _keepUntil <= now && _context.Time.GetElapsedTime(_lastUse, now) >= age)
            {
                Deactivate(new(DeactivationReasonCode.ActivationIdle, $"Idle for {age}."));
            }
        }
    }

    public void Own(IDisposable timer)
    {
        lock (_lock)
        {
            _timers.Add(timer);
        }
    }

    public void Disown(IDisposable timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private async Task Activate()
    {
        _scope = _context.Services.CreateAsyncScope();
        try
        {
            await HandedOver();
            using var timeout = new CancellationTokenSource(_context.Collection.ActivationTimeout);
            GrainInstance = Class.CreateInstance(this);
            await _lifecycle.Start(timeout.Token).WaitAsync(timeout.Token);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            }
        }
        catch (Exception exception)
        {
            // Whoever waits for this activation gets the reason; the next call makes a new one.
            _context.Log.ActivationFailed(exception, GrainId);
            await End(call => call.Fail(exception));
            return;
        }

        lock (_lock)
        {
            if (_state == State.Activating)
            {
                _state = State.Valid;
                _turns.StartWhatMay();
                return;
            }
        }

        await Finish();
    }

    private Task HandedOver() => Class.MaxLocalWorkers is null && _context.Handover is { } handover ? handover(GrainId) : Task.CompletedTask;

    private async Task Run(Turn turn)
    {
        if (_context.Catalog.IsAborted)
        {
            (turn as CallTurn)?.Call.Fail(new SiloUnavailableException($"{GrainId} did not run the call: its silo has been declared dead."));
        }
        else
        {
            await turn.Run(this);
        }

        lock (_lock)
        {
            _turns.Ended(turn);
            if (turn.KeepsAlive)
            {
                _lastUse = _context.Time.GetTimestamp();
            }

            if (_state == State.Valid)
            {
                _turns.StartWhatMay();
            }
            else if (_state == State.Deactivating && !_turns.IsRunning)
            {
                Scheduler.Run(Finish);
            }
        }
    }

    private async Task Finish()
    {
        DisposeTimers();
        try
        {
            using var timeout = new CancellationTokenSource(_context.Collection.DeactivationTimeout);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
            }

            await _lifecycle.Stop(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            _context.Log.DeactivationFailed(exception, GrainId);
        }

        await End(Redeliver);
    }

    private async Task End(Action<Call> forward)
    {
        DisposeTimers();
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else
            {
                (GrainInstance as IDisposable)?.Dispose();
            }

            await (_scope?.DisposeAsync() ?? default);
        }
        catch (Exception exception)
        {
            _context.Log.DeactivationFailed(exception, GrainId);
        }

        Call[] left;
        lock (_lock)
        {
            _state = State.Ended;
            left = [.. _turns.Drain().OfType<CallTurn>().Select(turn => turn.Call)];
        }

        _context.Catalog.Remove(this);
        Array.ForEach(left, forward);
        _deactivated.TrySetResult();
    }

    private void Redeliver(Call call)
    {
        try
        {
            _context.SendAgain(call);
        }
        catch (SiloUnavailableException exception)
        {
            call.Fail(exception);
        }
    }

    private void DisposeTimers()
    {
        IDisposable[] timers;
        lock (_lock)
        {
            timers = [.. _timers];
            _timers.Clear();
        }

        Array.ForEach(timers, timer => timer.Dispose());
    }
}
