namespace BenchHub.Grains.Tests;

/// <summary>The system's clock, moved on by what a test need not wait for, or set. Timers run in real time.</summary>
internal sealed class SkippableTime : TimeProvider
{
    private long _skipped;
    private long _set;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _skipped) + Interlocked.Read(ref _set));

    public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Read(ref _skipped) * TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>As somebody who sets the machine's clock, forward or back: time goes on as before.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _set, by.Ticks);

    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);
}
