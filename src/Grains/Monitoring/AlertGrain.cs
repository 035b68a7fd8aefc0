using BenchHub.Monitoring;
using BenchHub.Storage;
using BenchHub.Storage.Monitoring;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace BenchHub.Grains.Monitoring;

/// <summary>
/// Keeps nothing: rule, watermark and alerts are rows that change in one transaction, so that a result is judged once whatever is lost, doubled or
/// run twice (ADR 0011). The stream only says when to look.
/// </summary>
[ImplicitStreamSubscription(StreamNames.ResultsForRules)]
internal sealed class AlertGrain(AlertRules rules, AlertLog log, ResultFeed feed, AlertRound round, TimeProvider time) : Grain, IAlertGrain, IRemindable, IStreamSubscriptionObserver
{
    private const string LookReminder = "look";
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private IGrainTimer? _look;
    private bool _isReminded;

    private AlertRuleId Id => new(this.GetPrimaryKeyString());

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<ResultRecorded>().ResumeAsync((_, _) => LookSoon());

    public async Task Put(AlertRule rule)
    {
        var (now, known) = (time.GetUtcNow(), await rules.Find(Id.Value));
        var wanted = rule.Checked();
        try
        {
            await rules.Put(
                new(Id.Value, wanted.Name, StateJson.Of(wanted), IsBuiltIn: false, IsRemoved: false, known?.Watermark ?? await feed.Last(), null, null, null, now, now),
                isOther: known is not null && !StateJson.Same(known.Rule.Conditions(), wanted.Conditions()));
        }
        catch (NameTakenException taken)
        {
            throw new RefusedException(Refusal.Conflict, taken.Message, "name");
        }

        await Remind();

        // Of results that end before every silo knows of the rule it hears nothing.
        LookIn(2 * ResultNews.Memory);
    }

    public async Task Silence(SilenceRule command)
    {
        if (command.Until <= time.GetUtcNow())
        {
            throw new RefusedException(Refusal.Invalid, $"A silence ends in the future; {command.Until:u} is past.", "until");
        }

        await Known();
        await rules.Silence(Id.Value, command.Until, command.Reason);
    }

    public async Task Unsilence()
    {
        await Known();
        await rules.Silence(Id.Value, null, null);
        await LookSoon();
    }

    public async Task Remove()
    {
        await rules.Remove(Id.Value, time.GetUtcNow());
        _look?.Dispose();
        (_look, _isReminded) = (null, false);
        if (await this.GetReminder(LookReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task CatchUp()
    {
        await Remind();
        while (await Look())
        {
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await log.CloseOrphans(Id.Value, time.GetUtcNow());
        await LookSoon();
    }

    /// <summary>Many results at once are looked at once.</summary>
    private Task LookSoon()
    {
        LookIn(Soon);
        return Task.CompletedTask;
    }

    private void LookIn(TimeSpan due)
    {
        _look ??= this.RegisterGrainTimer(LookAndGoOn, new() { DueTime = due, Period = Minute });
        _look.Change(due, Minute);
    }

    private async Task LookAndGoOn()
    {
        if (await Look())
        {
            await LookSoon();
        }
    }

    /// <returns>Whether there may be more to look at.</returns>
    private async Task<bool> Look() => await rules.Find(Id.Value) is { } row && await round.Take(row);

    private async Task Known() => _ = await rules.Find(Id.Value)
        ?? throw new RefusedException(Refusal.NotFound, $"Rule '{Id}' does not exist; GET /api/v1/monitoring/rules lists those that do.", "id");

    /// <summary>Embedded, reminders end with the process.</summary>
    private async Task Remind()
    {
        if (!_isReminded)
        {
            await this.RegisterOrUpdateReminder(LookReminder, Minute, Minute);
            _isReminded = true;
        }
    }
}
