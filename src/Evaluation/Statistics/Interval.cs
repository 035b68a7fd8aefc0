using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Statistics;

/// <summary>Both ends of an interval; NaN where there is nothing to estimate it from.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Interval(double Low, double High)
{
    public static Interval Undefined { get; } = new(double.NaN, double.NaN);
}
