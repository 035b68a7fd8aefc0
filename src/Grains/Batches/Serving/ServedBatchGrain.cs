using BenchHub.Batches;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>
/// Supervises one <see cref="ServedBatchRun"/>, which lives off this grain's scheduler. Keeps no state of its own: the
/// batch's row in SQL holds the epoch that fences runners.
/// </summary>
internal sealed partial class ServedBatchGrain(ServedBatchParts parts, ILogger<ServedBatchGrain> logger) : Grain, IServedBatchGrain, IRemindable
{
    private const string WakeReminder = "wake";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(5);

    private ServedBatchRun? _run;
    private Task _running = Task.CompletedTask;
    private IGrainTimer? _watch;
    private long? _brokeOffAt;

    private string Id => this.GetPrimaryKeyString();

    public async Task Wake()
    {
        if (_run is not null)
        {
            return;
        }

        if (await parts.Batches.Begin(Id) is not { } batch)
        {
            await Close();
            return;
        }

        LogStarted(Id, batch.Epoch, batch.Status);
        _run = parts.Run(batch);
        _running = Task.Run(_run.Execute);
        _watch ??= this.RegisterGrainTimer(Watch, new() { DueTime = Look, Period = Look, KeepAlive = true });
        await this.RegisterOrUpdateReminder(WakeReminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public async Task Cancel()
    {
        await parts.Batches.Cancel(Id);
        _run?.Cancel();
        await Wake();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _run?.Stop();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>A run that broke off, for want of space or whatever else, is begun again; one that ended ends this.</summary>
    private async Task Watch()
    {
        if (_run is not null && _running.IsCompleted)
        {
            if (_running.Exception is { } fault)
            {
                LogBrokeOff(fault, Id);
                _brokeOffAt = parts.Time.GetTimestamp();
            }

            _run.Dispose();
            _run = null;
        }

        if (_run is null && (_brokeOffAt is not { } at || parts.Time.GetElapsedTime(at) >= TryAgain))
        {
            await Wake();
        }
    }

    private async Task Close()
    {
        _watch?.Dispose();
        _watch = null;
        if (await this.GetReminder(WakeReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Debug, "Batch {Id} runs in epoch {Epoch} from {Status}")]
    private partial void LogStarted(string id, int epoch, string status);

    [LoggerMessage(LogLevel.Warning, "Batch {Id} broke off; it is begun again")]
    private partial void LogBrokeOff(Exception exception, string id);
}
