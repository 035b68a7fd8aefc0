namespace BenchHub.SampleRag;

/// <summary>
/// Decides which calls fail: the n-th call of a process always meets the same fate, and the same query asked again
/// is another call.
/// </summary>
internal sealed class FaultDice(double rate, int seed)
{
    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Counts one call.</summary>
    public bool NextFails() => Uniform((ulong)Interlocked.Increment(ref _calls)) < rate;

    // SplitMix64 (Steele, Lea and Flood, 2014) reaches the n-th number without the ones before it.
    private double Uniform(ulong call)
    {
        var z = (ulong)seed + (call * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1ul << 53));
    }
}
