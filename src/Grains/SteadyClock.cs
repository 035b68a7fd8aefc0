namespace BenchHub.Grains;

/// <summary>A clock that never jumps: what it says is only good for differences, within this process.</summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _begin = time.GetTimestamp();

    public DateTimeOffset Now => _start + time.GetElapsedTime(_begin);
}
