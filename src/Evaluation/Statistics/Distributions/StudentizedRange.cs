using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>
/// The range of k normal numbers in units of an independent estimate of their deviation with ν degrees of freedom (Tukey;
/// tables by Harter, 1960).
/// </summary>
/// <remarks>
/// For a known deviation, P(range > w) = k ∫ φ(z) (Φ(z)^(k-1) - (Φ(z) - Φ(z - w))^(k-1)) dz, by the trapezoidal rule, which
/// converges exponentially on such integrands; otherwise its expectation at w = q S (<see cref="ChiMixture"/>). Both powers
/// are taken as one difference of positive terms, so that small tails keep their digits: 10 or more against 25-digit
/// integration, for k from 2 to 1,000. O(100) error functions for infinite ν, O(10,000) otherwise.
/// </remarks>
internal sealed class StudentizedRange
{
    private const double Step = 0.125;
    private const double First = -9;

    // Beyond it the chance is below the smallest number.
    private const double Largest = 60;

    private readonly int _others;
    private readonly double[] _below;
    private readonly double[] _weights;

    /// <param name="count">k, at least 2.</param>
    public StudentizedRange(int count)
    {
        _others = count - 1;
        var points = (int)(((Largest / 2) + 12 - First) / Step);
        _below = [.. Enumerable.Range(0, points).Select(static i => StandardNormal.Lower(First + (i * Step)))];
        _weights = [.. _below.Select((below, i) =>
            Step * count * StandardNormal.Density(First + (i * Step)) * Math.Pow(below, _others))];
    }

    /// <summary>Chance of more than q; <paramref name="freedom"/> may be infinite.</summary>
    public double Upper(double q, double freedom) =>
        double.IsNaN(q) ? double.NaN
        : q <= 0 ? 1
        : double.IsInfinity(q) ? 0
        : double.IsInfinity(freedom) ? Upper(q)
        : ChiMixture.Mean(freedom, s => Upper(q * s));

    /// <summary>The q that is exceeded with chance <paramref name="tail"/>, which is between 0 and 1.</summary>
    public double UpperQuantile(double tail, double freedom) => Math.Exp(Brent.FindRoot(
        x => Upper(Math.Exp(x), freedom) is > 0 and var chance ? Math.Log(chance / tail) : -1_000, -50, 50, accuracy: 1e-14, maxIterations: 500));

    private double Upper(double w)
    {
        if (w > Largest)
        {
            return 0;
        }

        var sum = 0.0;
        var last = Math.Min(_weights.Length, (int)(((w / 2) + 12 - First) / Step));
        for (var i = 0; i < last; i++)
        {
            var share = StandardNormal.Lower(First + (i * Step) - w) / _below[i];
            sum += _weights[i] * -ExpMinusOne(_others * SpecialFunctions.Log1p(-share));
        }

        return Math.Min(1, sum);
    }

    // e^x - 1 with the rounding of e^x measured and taken out (Kahan; Higham, Accuracy and Stability of Numerical Algorithms,
    // 2002, section 1.14.1); MathNet's Expm1 has 8 digits at 0.1.
    private static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        return power == 0 ? -1 : power == 1 ? x : (power - 1) * (x / Math.Log(power));
    }
}
