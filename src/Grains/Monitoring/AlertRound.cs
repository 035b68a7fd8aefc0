using System.Collections.Immutable;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;
using BenchHub.Storage.Results;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Monitoring;

/// <summary>Judges the next results by a rule. Its watermark, the alerts and what is to be told of them change in one transaction.</summary>
internal sealed partial class AlertRound(
    AlertLog log, ResultFeed feed, ResultCatalog results, AlertJudge judge, WebhookChannels channels, IGrainFactory grains, TimeProvider time, ILogger<AlertRound> logger)
{
    private const int AtOnce = 100;

    /// <returns>Whether there may be more to look at.</returns>
    public async Task<bool> Take(AlertRuleRow row)
    {
        var (rule, now) = (row.Rule, time.GetUtcNow());
        var fed = await feed.After(row.Watermark, [.. rule.Systems.Select(static id => id.Value)], [.. rule.Datasets.Select(static id => id.Value)], AtOnce);
        var changes = await Changes(row, rule, fed.Items, now);
        if (changes.IsEmpty && fed.UpTo == row.Watermark)
        {
            return false;
        }

        var told = rule.Channels?.Select(static id => id.Value).ToList();
        if (await log.Commit(row.Id, row.Watermark, fed.UpTo, changes, told, now))
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
            if (await Judged(row, result, [.. metrics[result.Id]]) is { } judgement)
            {
                (book, var more) = book.Take(new(row.Id), rule, judgement, isSilenced, now);
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

    private async Task<Judgement?> Judged(AlertRuleRow row, FedResult result, IReadOnlyList<MetricRow> metrics)
    {
        try
        {
            return await judge.Judge(row.Rule, result, metrics);
        }
#pragma warning disable CA1031 // One result that cannot be judged must not keep the rule from all later ones.
        catch (Exception fault) when (!fault.MayPass)
        {
            LogUnjudged(fault, row.Id, result.Id);
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
                await grains.Channel(new(channel)).Wake();
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Message} (rule '{Rule}', severity {Severity})")]
    private partial void LogRaised(string message, string rule, string severity);

    [LoggerMessage(LogLevel.Error, "Rule {RuleId} cannot judge result {ResultId} and passes it by")]
    private partial void LogUnjudged(Exception exception, string ruleId, string resultId);
}
