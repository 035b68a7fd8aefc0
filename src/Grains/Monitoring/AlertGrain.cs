using System.Collections.Immutable;
using BenchHub.Monitoring;
using BenchHub.Storage;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace BenchHub.Grains.Monitoring;

/// <summary>
/// Keeps nothing: rule, watermark and alerts are rows that change in one transaction, so that a result is judged once whatever is lost, doubled or
/// run twice (ADR 0011). The stream only says when to look.
/// </summary>
[ImplicitStreamSubscription(StreamNames.ResultsForRules)]
internal sealed partial class AlertGrain(
    AlertRules rules,
    AlertLog log,
    ResultFeed feed,
    ResultCatalog results,
    AlertJudge judge,
    WebhookChannels channels,
    TimeProvider time,
    ILogger<AlertGrain> logger) : Grain, IAlertGrain, IRemindable, IStreamSubscriptionObserver
{
    private const string LookReminder = "look";
    private const int AtOnce = 100;
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
        _look ??= this.RegisterGrainTimer(LookAndGoOn, new() { DueTime = Soon, Period = Minute });
        _look.Change(Soon, Minute);
        return Task.CompletedTask;
    }

    private async Task LookAndGoOn()
    {
        if (await Look())
        {
            await LookSoon();
        }
    }

    /// <returns>Whether there may be more to look at.</returns>
    private async Task<bool> Look()
    {
        if (await rules.Find(Id.Value) is not { } row)
        {
            return false;
        }

        var (rule, now) = (row.Rule, time.GetUtcNow());
        var fed = await feed.After(row.Watermark, [.. rule.Systems.Select(static id => id.Value)], [.. rule.Datasets.Select(static id => id.Value)], AtOnce);
        var changes = await Changes(row, rule, fed.Items, now);
        if (changes.IsEmpty && fed.UpTo == row.Watermark)
        {
            return false;
        }

        var told = rule.Channels?.Select(static id => id.Value).ToList();
        if (await log.Commit(Id.Value, row.Watermark, fed.UpTo, changes, told, now))
        {
            await Tell(rule, changes, told);
        }

        // Where the watermark stood elsewhere, another activation was at work; what it left is looked at anew.
        return true;
    }

    private async Task<ImmutableList<AlertChange>> Changes(AlertRuleRow row, AlertRule rule, IReadOnlyList<FedResult> fed, DateTimeOffset now)
    {
        var isSilenced = row.IsSilenced(now);
        var (book, changes) = (AlertBook.Of(await log.Open(row.Id)), ImmutableList<AlertChange>.Empty);
        if (!isSilenced)
        {
            (book, changes) = book.Speak();
            changes = changes.AddRange(await Notices(changes));
        }

        var metrics = (await results.Metrics([.. fed.Select(static result => result.Id)])).ToLookup(static metric => metric.ResultId);
        foreach (var result in fed)
        {
            if (await Judged(rule, result, [.. metrics[result.Id]]) is { } judgement)
            {
                (book, var more) = book.Take(Id, rule, judgement, isSilenced, now);
                changes = changes.AddRange(more);
            }
        }

        return changes;
    }

    private async Task<List<AlertChange>> Notices(ImmutableList<AlertChange> spoken)
    {
        var notices = new List<AlertChange>();
        foreach (var unmuted in spoken.OfType<AlertChange.Unmute>())
        {
            if (await log.Find(unmuted.AlertId) is { } alert)
            {
                notices.Add(new AlertChange.Notify(AlertWords.Notification(alert)));
            }
        }

        return notices;
    }

    private async Task<Judgement?> Judged(AlertRule rule, FedResult result, IReadOnlyList<MetricRow> metrics)
    {
        try
        {
            return await judge.Judge(rule, result, metrics);
        }
#pragma warning disable CA1031 // One result that cannot be judged must not keep the rule from all later ones.
        catch (Exception fault) when (!fault.MayPass)
        {
            LogUnjudged(fault, Id, result.Id);
            return null;
        }
#pragma warning restore CA1031
    }

    private async Task Tell(AlertRule rule, ImmutableList<AlertChange> changes, IReadOnlyList<string>? told)
    {
        foreach (var raise in changes.OfType<AlertChange.Raise>())
        {
            LogRaised(raise.Alert.Message, rule.Name, raise.Alert.Severity);
        }

        if (changes.Exists(static change => change is AlertChange.Tell))
        {
            foreach (var channel in told ?? [.. (await channels.List()).Select(static channel => channel.Id)])
            {
                await GrainFactory.Channel(new(channel)).Wake();
            }
        }
    }

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
