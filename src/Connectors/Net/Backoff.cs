namespace BenchHub.Connectors.Net;

/// <summary>
/// Exponential backoff with full jitter (Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015):
/// a delay is uniform between zero and a bound that doubles with each attempt.
/// </summary>
internal static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Before the next attempt. What the service asks for is waited out, up to a minute, and the jitter comes on top,
    /// so that the callers it sent away do not all come back at once.
    /// </summary>
    /// <param name="failed">Attempts that failed before this one, from zero.</param>
    /// <param name="asked">The service's <c>Retry-After</c>.</param>
    /// <param name="random">In [0, 1).</param>
    public static TimeSpan Delay(int failed, TimeSpan? asked, double random)
    {
        var bound = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, failed));
        var wait = TimeSpan.FromSeconds(Math.Clamp(asked?.TotalSeconds ?? 0, 0, LongestAsked.TotalSeconds));
        return wait + TimeSpan.FromSeconds(random * bound);
    }
}
