using System.Runtime.InteropServices;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Statistics.Effects;

/// <summary>On how many items a is better than b, equal to it, and worse.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct WinTieLoss(int Wins, int Ties, int Losses)
{
    /// <returns>
    /// Counts over the pairs of two numbers; a pair with NaN is in none of them. Equal means equal to the last bit. O(n).
    /// </returns>
    /// <exception cref="ArgumentException">The samples differ in length.</exception>
    public static WinTieLoss Of(
        ReadOnlySpan<double> a, ReadOnlySpan<double> b, MetricDirection direction = MetricDirection.HigherIsBetter)
    {
        Differences.RequireSameLength(a, b);
        int above = 0, equal = 0, below = 0;
        for (var i = 0; i < a.Length; i++)
        {
            above += a[i] > b[i] ? 1 : 0;
            equal += a[i] == b[i] ? 1 : 0;
            below += a[i] < b[i] ? 1 : 0;
        }

        return direction == MetricDirection.LowerIsBetter ? new(below, equal, above) : new(above, equal, below);
    }
}
