using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>How a randomization test draws. Equal settings and values give equal p-values on any machine.</summary>
public sealed record RandomizationSettings
{
    public static RandomizationSettings Default { get; } = new();

    /// <summary>Default: 10,000. Where the pairs have no more than that many sign patterns, all of them are taken instead.</summary>
    public int Resamples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 10_000;

    /// <summary>Default: 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Default: two-sided.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;
}
