using System.Text.Json.Serialization;

namespace BenchHub.Evaluation.Statistics.Streams;

/// <summary>
/// Mean, spread, skewness and kurtosis of a stream without keeping it: central moment sums, updated as in Welford
/// (Technometrics, 1962) and merged as in Pébay ("Formulas for robust, one-pass parallel computation of covariances and
/// arbitrary-order statistical moments", Sandia report SAND2008-6212).
/// </summary>
/// <param name="Count">Values seen, without the undefined.</param>
/// <param name="Undefined">NaNs seen; they enter nothing else.</param>
/// <param name="Mean">0 where nothing was seen, so that the state is always a plain number; ask <see cref="Count"/> first.</param>
/// <param name="M2">Sum of (x - mean)².</param>
/// <param name="M3">Sum of (x - mean)³.</param>
/// <param name="M4">Sum of (x - mean)⁴.</param>
/// <param name="Least">0 where nothing was seen.</param>
/// <param name="Greatest">0 where nothing was seen.</param>
/// <remarks>
/// The default value has seen nothing and is the neutral element of <see cref="Merge"/>. O(1) a value and a merge. Merging
/// in any grouping agrees with adding one by one to about 1e-12 of the moment's scale, not to the last bit. Equal values
/// have moments of exactly 0. Fourth powers overflow for values beyond 1e77; infinite values are refused.
/// </remarks>
public readonly record struct RunningMoments(
    long Count, long Undefined, double Mean, double M2, double M3, double M4, double Least, double Greatest)
{
    /// <summary>Sample variance (divisor n - 1); NaN for fewer than two values.</summary>
    [JsonIgnore]
    public double Variance => Count < 2 ? double.NaN : M2 / (Count - 1);

    /// <summary>Root of <see cref="Variance"/>.</summary>
    [JsonIgnore]
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>g1 = √n M3 / M2^(3/2), as <c>scipy.stats.skew</c>; NaN for none and for equal values.</summary>
    [JsonIgnore]
    public double Skewness => M2 == 0 ? double.NaN : Math.Sqrt(Count / M2) * M3 / M2;

    /// <summary>Excess g2 = n M4 / M2² - 3, as <c>scipy.stats.kurtosis</c>; NaN for none and for equal values.</summary>
    [JsonIgnore]
    public double Kurtosis => M2 == 0 ? double.NaN : (Count * (M4 / M2) / M2) - 3;

    /// <exception cref="ArgumentOutOfRangeException">The value is infinite.</exception>
    public RunningMoments Add(double value)
    {
        if (double.IsNaN(value))
        {
            return this with { Undefined = Undefined + 1 };
        }

        if (double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "An infinite value has no moments; leave it out or count it as undefined.");
        }

        return Merge(this, new(1, 0, value, 0, 0, 0, value, value));
    }

    public static RunningMoments Merge(RunningMoments a, RunningMoments b)
    {
        var undefined = a.Undefined + b.Undefined;
        if (a.Count == 0 || b.Count == 0)
        {
            return (a.Count == 0 ? b : a) with { Undefined = undefined };
        }

        double na = a.Count, nb = b.Count, n = na + nb;
        var delta = b.Mean - a.Mean;
        var step = delta / n;
        var square = delta * step * na * nb;
        var m2 = a.M2 + b.M2 + square;
        var m3 = a.M3 + b.M3 + (square * step * (na - nb)) + (3 * step * ((na * b.M2) - (nb * a.M2)));
        var m4 = a.M4 + b.M4
            + (square * step * step * ((na * na) - (na * nb) + (nb * nb)))
            + (6 * step * step * ((na * na * b.M2) + (nb * nb * a.M2)))
            + (4 * step * ((na * b.M3) - (nb * a.M3)));
        return new(
            a.Count + b.Count,
            undefined,
            a.Mean + (step * nb),
            m2,
            m3,
            m4,
            Math.Min(a.Least, b.Least),
            Math.Max(a.Greatest, b.Greatest));
    }
}
