namespace BenchHub.MockLlm;

/// <summary>What is left to chance about one request.</summary>
internal enum Chance
{
    Throttle = 1,
    Error = 2,
    ErrorStatus = 3,
    Latency = 4,
    LatencyAngle = 5,
}

/// <summary>
/// Numbers of one request, each found by its name: SplitMix64 (Steele, Lea and Flood, 2014) reaches any of them without
/// the others, so nothing depends on the order in which requests arrive.
/// </summary>
internal readonly record struct Dice(ulong State)
{
    /// <summary>For the n-th time that a request is asked.</summary>
    public static Dice For(int seed, Fingerprint request, int time) => new(Mix(Mix(Mix((ulong)seed) ^ request.Start) + (ulong)time));

    /// <summary>Even in [0, 1).</summary>
    public double this[Chance chance] => Uniform(Mix(State + (ulong)chance));

    public static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1ul << 53));

    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
