namespace BenchHub.Api;

/// <summary>Money as callers write it, in US dollars; inside it is counted in billionths.</summary>
internal static class Dollars
{
    private const decimal Billionths = 1_000_000_000;
    private const decimal Most = 1_000_000_000;

    /// <exception cref="RefusedException">The amount is negative or beyond a billion.</exception>
    public static long? ToBillionths(decimal? dollars, string field) => dollars switch
    {
        null => null,
        < 0 or > Most => throw new RefusedException(Refusal.Invalid, $"{field} is {dollars}; it must be between 0 and {Most:N0}.", field),
        { } amount => (long)(amount * Billionths),
    };

    public static decimal? Of(long? billionths) => billionths / Billionths;
}
