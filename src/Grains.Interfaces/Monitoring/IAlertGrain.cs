namespace BenchHub.Monitoring;

/// <summary>
/// One alert rule; the key is an <see cref="AlertRuleId"/>. Judges every result once, in the order of the feed, however often and in whatever order it
/// hears of them. Reads go to SQL.
/// </summary>
[Alias("benchhub.alert")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Adds the rule, which judges results from now on, or changes it. Repeating it changes nothing.</summary>
    /// <exception cref="RefusedException">Another rule has the name, or the rule cannot mean anything.</exception>
    [Alias("put")]
    Task Put(AlertRule rule);

    /// <summary>Judges on without telling anybody, until an instant; what still fires then is told.</summary>
    /// <exception cref="RefusedException">There is no such rule, or the instant is past.</exception>
    [Alias("silence")]
    Task Silence(SilenceRule command);

    /// <summary>Ends a silence. Repeating it changes nothing.</summary>
    [Alias("unsilence")]
    Task Unsilence();

    /// <summary>Removes the rule; its alerts stay as history. Repeating it changes nothing.</summary>
    [Alias("remove")]
    Task Remove();

    /// <summary>Reads on from the watermark; returns when all that was committed before the call is judged.</summary>
    [ResponseTimeout("00:02:00"), Alias("catch-up")]
    Task CatchUp();
}
