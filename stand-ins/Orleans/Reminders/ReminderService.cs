using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Clustering;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>
/// Keeps reminders in their table and one timer for each whose grain is here; reads the table at start, at intervals, and when the
/// cluster changes.
/// </summary>
internal sealed partial class ReminderService(IGrainFactory grains, [FromKeyedServices(ReminderTimeProviderNames.Reminders)] TimeProvider time, IOptions<ReminderOptions> options, ICallRouter router, ILogger<ReminderService> logger, IServiceProvider services)
    : IReminderRegistry, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), LocalReminder> _local = new();
    private ITimer? _refresh;

    private IReminderTable Table => services.GetService<IReminderTable>()
        ?? throw new OrleansConfigurationException("This silo has no table for reminders: add UseInMemoryReminderService or UseAdoNetReminderService.");

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.RuntimeGrainServices, Table.StartAsync);
        lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.BecomeActive, Start, Stop);
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException($"The reminder \"{reminderName}\" of {callingGrainId} asks for a period of {period}; the least is {options.Value.MinimumReminderPeriod} (ReminderOptions.MinimumReminderPeriod).", nameof(period));
        }

        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = time.GetUtcNow().UtcDateTime + dueTime, Period = period };
        entry.ETag = await Table.UpsertRow(entry)
            ?? throw new ReminderException($"The reminder \"{reminderName}\" of {callingGrainId} could not be stored because somebody else is storing it; try again.");
        if (router.IsHere(callingGrainId))
        {
            Schedule(entry);
        }

        return new Reminder(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var entry = ((Reminder)reminder).Entry;
        if (!await Table.RemoveRow(entry.GrainId, entry.ReminderName, entry.ETag!) && await Table.ReadRow(entry.GrainId, entry.ReminderName) is not null)
        {
            throw new ReminderException($"The reminder \"{entry.ReminderName}\" of {entry.GrainId} was changed since it was read; get it again to unregister it.");
        }

        Forget((entry.GrainId, entry.ReminderName));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await Table.ReadRow(callingGrainId, reminderName) is { } entry ? new Reminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await Table.ReadRows(callingGrainId)).Reminders.Select(entry => new Reminder(entry))];

    private async Task Start(CancellationToken cancellationToken)
    {
        await Refresh();
        if (services.GetService<ClusterViews>() is { } views)
        {
            views.Changed += RefreshAfter;
        }

        var period = options.Value.RefreshReminderListPeriod;
        _refresh = time.CreateTimer(_ => _ = RefreshOrLog(), null, period, period);
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        await (_refresh?.DisposeAsync() ?? default);
        if (services.GetService<ClusterViews>() is { } views)
        {
            views.Changed -= RefreshAfter;
        }

        foreach (var key in _local.Keys)
        {
            Forget(key);
        }
    }

    private void RefreshAfter(ClusterView view) => _ = Task.Run(RefreshOrLog);

    private async Task RefreshOrLog()
    {
        try
        {
            await Refresh();
        }
        catch (Exception exception)
        {
            LogRefreshFailed(logger, exception);
        }
    }

    private async Task Refresh()
    {
        // Those registered while the table was being read are newer than what was read.
        var before = _local.ToArray();
        var stored = (await Table.ReadRows(0, 0)).Reminders.Where(entry => router.IsHere(entry.GrainId)).ToDictionary(entry => (entry.GrainId, entry.ReminderName));
        foreach (var entry in stored.Values)
        {
            Schedule(entry);
        }

        foreach (var (key, reminder) in before.Where(known => !stored.ContainsKey(known.Key)))
        {
            if (_local.TryRemove(new(key, reminder)))
            {
                reminder.Dispose();
            }
        }
    }

    private void Schedule(ReminderEntry entry)
    {
        var key = (entry.GrainId, entry.ReminderName);
        if (_local.TryGetValue(key, out var known) && string.Equals(known.Entry.ETag, entry.ETag, StringComparison.Ordinal))
        {
            return;
        }

        Forget(key);
        _local[key] = new LocalReminder(entry, grains.GetGrain<IRemindable>(entry.GrainId), time, logger);
    }

    private void Forget((GrainId Grain, string Name) key)
    {
        if (_local.TryRemove(key, out var reminder))
        {
            reminder.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder table could not be read; the reminders known so far go on")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    private sealed record Reminder(ReminderEntry Entry) : IGrainReminder
    {
        public string ReminderName => Entry.ReminderName;
    }
}
