namespace BenchHub.Connectors.Webhooks;

/// <summary>When a delivery that failed is tried again: 12 attempts over some two and a half hours.</summary>
public static class WebhookBackoff
{
    public const int Attempts = 12;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Between half of a bound and all of it; the bound doubles with each attempt from 5 s to an hour. What the receiver asks for is waited out, up to
    /// an hour.
    /// </summary>
    /// <param name="failed">Attempts so far, at least one.</param>
    /// <param name="asked">The receiver's <c>Retry-After</c>.</param>
    /// <param name="random">In [0, 1).</param>
    /// <returns>Null when it is given up.</returns>
    public static TimeSpan? Delay(int failed, TimeSpan? asked, double random)
    {
        if (failed >= Attempts)
        {
            return null;
        }

        var bound = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, failed - 1));
        return TimeSpan.FromSeconds(Math.Max(bound * (1 + random) / 2, Math.Min(asked?.TotalSeconds ?? 0, Longest.TotalSeconds)));
    }
}
