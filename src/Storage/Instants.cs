namespace BenchHub.Storage;

/// <summary>Both engines keep instants to the microsecond; finer ticks are cut off.</summary>
internal static class Instants
{
    public static long ToMicroseconds(DateTimeOffset at) =>
        (long)Math.Floor((at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (decimal)TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
