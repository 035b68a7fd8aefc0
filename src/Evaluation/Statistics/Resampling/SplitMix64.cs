using System.Runtime.Intrinsics;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants of
/// Stafford's variant 13): output <c>i</c> is a hash of <c>seed + (i + 1) * γ</c>, so every number is found by its index.
/// </summary>
/// <remarks>
/// Our own, because numbers drawn today must come again on every later runtime, and by index, because then the result
/// cannot depend on how the work is shared among threads.
/// </remarks>
internal static class SplitMix64
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static ulong At(ulong seed, ulong index) => Mix(seed + ((index + 1) * Gamma));

    /// <summary>The seed of one use of the user's seed, so that two uses do not draw the same numbers.</summary>
    public static ulong Stream(ulong seed, ulong use) => Mix(Mix(seed) + (use * Gamma));

    /// <summary>The number there as one in [0, 1), of its first 53 bits.</summary>
    public static double UnitAt(ulong seed, ulong index) => (At(seed, index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The number there and the next seven.</summary>
    public static Vector512<ulong> EightAt(ulong seed, ulong index)
    {
        var z = Vector512.Create(seed + ((index + 1) * Gamma)) + (Vector512<ulong>.Indices * Gamma);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EB;
        return z ^ (z >>> 31);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
