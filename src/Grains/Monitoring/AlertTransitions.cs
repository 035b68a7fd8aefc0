using System.Collections.Immutable;
using BenchHub.Monitoring;
using BenchHub.Storage.Monitoring;

namespace BenchHub.Grains.Monitoring;

/// <summary>Where a system stands on a dataset by one rule.</summary>
internal enum SeriesState
{
    /// <summary>Its last result is fine, or it has none.</summary>
    Ok = 0,

    /// <summary>Its last result is an alert, of which was told.</summary>
    Firing = 1,

    /// <summary>Its last result is an alert, of which nobody was told because the rule is silenced.</summary>
    Silenced = 2,

    /// <summary>Its last result is fine again.</summary>
    Resolved = 3,
}

/// <summary>Every rule of an alert's life, as functions from state to state. No clock, no I/O, no Orleans.</summary>
internal static class AlertTransitions
{
    /// <summary>Of a value against the limits; null where it keeps them. A limit itself is kept.</summary>
    public static Breach? Crossed(this AlertRule rule, double value) => rule switch
    {
        { Min: { } min } when value < min => new(min, rule.Severity ?? (value < Beyond(min, -0.1) ? AlertSeverity.High : AlertSeverity.Medium), null, FormattableString.Invariant($"below {min:0.####}")),
        { Max: { } max } when value > max => new(max, rule.Severity ?? (value > Beyond(max, 0.1) ? AlertSeverity.High : AlertSeverity.Medium), null, FormattableString.Invariant($"above {max:0.####}")),
        _ => null,
    };

    /// <summary>Of a result that is significantly worse than its baseline; null where it is not.</summary>
    public static Breach? Dropped(this AlertRule rule, Contrast contrast)
    {
        var (value, from) = (contrast.Value, contrast.Baseline);
        if (!(contrast.P <= rule.Alpha) || (contrast.IsLowerBetter ? value <= from : value >= from))
        {
            return null;
        }

        var isFar = contrast.IsLowerBetter ? value > Beyond(from, 0.1) : value < Beyond(from, -0.1);
        return new(
            from, rule.Severity ?? (isFar ? AlertSeverity.High : AlertSeverity.Medium), contrast.P,
            FormattableString.Invariant($"significantly worse than {from:0.####} ({rule.Test}, p = {contrast.P:0.####}, {contrast.N} items)"));
    }

    public static SeriesState Next(this SeriesState state, bool isBreach, bool isSilenced) => (state, isBreach, isSilenced) switch
    {
        (_, true, false) => SeriesState.Firing,
        (_, true, true) => SeriesState.Silenced,
        (SeriesState.Ok, false, _) => SeriesState.Ok,
        _ => SeriesState.Resolved,
    };

    /// <summary>Takes in the next result of a series. Each alert stands for one result: a newer result closes it, whatever it is.</summary>
    public static (AlertBook Book, ImmutableList<AlertChange> Changes) Take(this AlertBook book, AlertRuleId id, AlertRule rule, Judgement judgement, bool isSilenced, DateTimeOffset now)
    {
        var before = book.State(judgement.Result);
        var after = before.Next(judgement.Breach is not null, isSilenced);
        var changes = ImmutableList<AlertChange>.Empty;
        foreach (var open in book.Of(judgement.Result))
        {
            changes = changes.Add(new AlertChange.Resolve(open.Id, now));
            if (after is SeriesState.Resolved && before is SeriesState.Firing && !isSilenced)
            {
                changes = changes.Add(new AlertChange.Tell(open.Id, AlertWords.Resolved));
            }
        }

        if (judgement.Breach is not { } breach)
        {
            return (book.Without(judgement.Result), changes);
        }

        var alert = AlertWords.Alert(id, rule, judgement, breach, after is SeriesState.Silenced, now);
        changes = changes.Add(new AlertChange.Raise(alert));
        return (book.With(new(alert.Id, alert.SystemId, alert.DatasetId, alert.IsMuted)), alert.IsMuted ? changes : changes.AddRange(Announce(alert)));
    }

    /// <summary>After a silence: tells of what still fires and was not told.</summary>
    public static (AlertBook Book, ImmutableList<AlertChange> Changes) Speak(this AlertBook book) => (
        book.Told(),
        [.. book.Muted.SelectMany(static open => new AlertChange[] { new AlertChange.Unmute(open.Id), new AlertChange.Tell(open.Id, AlertWords.Firing) })]);

    private static IEnumerable<AlertChange> Announce(AlertRow alert) =>
        [new AlertChange.Tell(alert.Id, AlertWords.Firing), new AlertChange.Notify(AlertWords.Notification(alert))];

    /// <summary>A limit moved by a share of its size; of 0, by nothing.</summary>
    private static double Beyond(double limit, double share) => limit * (1 + (limit < 0 ? -share : share));
}
