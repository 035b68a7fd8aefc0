using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics.Power;

/// <summary>The test that is planned for, and how surely it shall find the effect.</summary>
public sealed record PowerSettings
{
    public static PowerSettings Default { get; } = new();

    /// <summary>Chance of a false alarm where there is no effect. Default: 0.05.</summary>
    public double Alpha { get; init => field = Chance(value); } = 0.05;

    /// <summary>Chance to find the effect. Default: 0.8.</summary>
    public double Power { get; init => field = Chance(value); } = 0.8;

    public Alternative Alternative { get; init; } = Alternative.TwoSided;

    // Beyond these bounds rounding decides.
    private static double Chance(double value) => value is >= 1e-15 and <= 1 - 1e-9
        ? value
        : throw new StatisticRefusedException($"Alpha and power are chances between 0 and 1 (1e-15 to 1 - 1e-9); {value} is not.");
}
