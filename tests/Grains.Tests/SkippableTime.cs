namespace BenchHub.Grains.Tests;

/// <summary>The system's clock, moved on by what a test need not wait for. Timers run in real time.</summary>
internal sealed class SkippableTime : TimeProvider
{
    private long _skipped;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _skipped));

    public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Read(ref _skipped) * TimestampFrequency / TimeSpan.TicksPerSecond);

    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);
}
