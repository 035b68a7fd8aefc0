namespace BenchHub.Evaluation.Statistics.Distributions;

/// <summary>
/// Expectation of a function of S = √(χ²_ν / ν), the ratio of an estimated deviation to the true one. A statistic that is
/// divided by such a deviation (t, F, the studentized range) has the tail of its numerator, averaged over S.
/// </summary>
/// <remarks>
/// With u = ln S the density is proportional to exp(ν (u - (e^2u - 1) / 2)), which is analytic and falls to 0 on both
/// sides, so that the trapezoidal rule gains digits exponentially in the number of points (Trefethen and Weideman, "The
/// exponentially convergent trapezoidal rule", SIAM Review, 2014, section 5): halving the step doubles the digits. Every
/// term is positive, so that the smallest tails keep their relative accuracy, and dividing by the sum of the weights
/// spares the gamma function, whose logarithm would cancel digits for large ν.
/// </remarks>
internal static class ChiMixture
{
    // A function that jumps would never converge; 0.25 / 1024 is the finest step.
    private const int Halvings = 10;

    // The error of a step is about the square root of that of the half step: this leaves at least 13 digits.
    private const double Agreement = 1e-9;

    private const double Negligible = 1e-18;

    /// <param name="freedom">ν, at least 1.</param>
    /// <param name="of">A smooth function of S with values from 0 to 1.</param>
    public static double Mean(double freedom, Func<double, double> of)
    {
        var step = Math.Min(0.25, 0.5 / Math.Sqrt(freedom));
        var (weight, sum) = Sweep(freedom, of, 0, step);
        for (var halving = 0; halving < Halvings; halving++, step /= 2)
        {
            var (moreWeight, more) = Sweep(freedom, of, step / 2, step);
            var before = sum / weight;
            (weight, sum) = (weight + moreWeight, sum + more);
            if (Math.Abs((sum / weight) - before) <= Agreement * sum / weight)
            {
                break;
            }
        }

        return sum / weight;
    }

    private static (double Weight, double Sum) Sweep(double freedom, Func<double, double> of, double first, double step)
    {
        var (weight, sum) = (0.0, 0.0);
        for (var u = first; Add(u); u += step)
        {
        }

        for (var u = first - step; Add(u); u -= step)
        {
        }

        return (weight, sum);

        // What lies beyond a weight adds less than it, since the function is at most 1.
        bool Add(double u)
        {
            var density = Math.Exp(freedom * LogDensity(u));
            if (density == 0)
            {
                return false;
            }

            weight += density;
            sum += density * of(Math.Exp(u));
            return density > Negligible * sum;
        }
    }

    // u - (e^2u - 1) / 2, by its series where the difference would cancel.
    private static double LogDensity(double u)
    {
        if (Math.Abs(u) > 0.05)
        {
            return u - ((Math.Exp(2 * u) - 1) / 2);
        }

        var sum = 0.0;
        var term = u;
        for (var j = 2; j <= 12; j++)
        {
            term *= 2 * u / j;
            sum -= term;
        }

        return sum;
    }
}
