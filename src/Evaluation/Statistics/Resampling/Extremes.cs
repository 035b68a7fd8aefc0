using System.Numerics;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>What "as far as the difference seen" means to an alternative.</summary>
internal static class Extremes
{
    public const double Epsilon = 2.220446049250313e-16;

    /// <summary>What later scipys allow of the number seen before they call another one less (1.10.1: 1e-14 of it, and at least 1e-14).</summary>
    public const double Gamma = 100 * Epsilon;

    public static T Distance<T>(this Alternative alternative, T difference)
        where T : INumber<T> =>
        alternative switch
        {
            Alternative.Greater => difference,
            Alternative.Less => -difference,
            _ => T.Abs(difference),
        };

    /// <summary>(c + 1) / (m + 1): the difference seen is one of those that the null hypothesis could show (Phipson and Smyth, 2010).</summary>
    public static double P(int asFar, int resamples) => (asFar + 1.0) / (resamples + 1.0);
}
