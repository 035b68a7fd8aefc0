using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics.Tests;

/// <summary>What the tests of <see cref="PairedTests"/> may be told.</summary>
public sealed record PairedTestSettings
{
    public static PairedTestSettings Default { get; } = new();

    /// <summary>Two-sided by default, which all tests know; randomization and McNemar's know no other.</summary>
    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    /// <summary>What Wilcoxon's test does with differences of 0. Default: leaves them out.</summary>
    public ZeroMethod Zeros { get; init; } = ZeroMethod.Wilcox;

    public RandomizationSettings Randomization { get; init; } = RandomizationSettings.Default;
}
