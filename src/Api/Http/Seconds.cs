namespace BenchHub.Api;

internal static class Seconds
{
    private const double Longest = 366d * 24 * 60 * 60;

    /// <exception cref="RefusedException">Negative, or longer than a year.</exception>
    public static TimeSpan? Of(double? seconds, string field) => seconds switch
    {
        null => null,
        >= 0 and <= Longest => TimeSpan.FromSeconds(seconds.Value),
        _ => throw new RefusedException(Refusal.Invalid, $"{field} is {seconds}; it must be 0 to {Longest:0} seconds.", field),
    };
}
