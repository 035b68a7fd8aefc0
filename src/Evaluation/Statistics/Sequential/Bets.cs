namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>
/// Sums over the values so far, mapped to [0, 1], from which the next bet is set before the next value is seen
/// (Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B, 2024, the predictable plug-in).
/// </summary>
/// <param name="Count">Values, t - 1.</param>
/// <param name="Sum">Of the values.</param>
/// <param name="Spread">Sum of (x_i - μ_i)², each with the mean μ_i at its time.</param>
public readonly record struct Bets(long Count, double Sum, double Spread)
{
    /// <summary>Part of its capital that a player may lose in one round, c.</summary>
    internal const double MostAtStake = 0.5;

    /// <summary>A sum of values carries rounding errors, which must not exclude the mean that a population has.</summary>
    internal const double Rounding = 1e-9;

    /// <summary>Mean so far, with one value of 1/2 put before the first.</summary>
    internal double Mean => (0.5 + Sum) / (Count + 1);

    /// <summary>√(2 log(2/α) / (σ² t log(1 + t))), σ² being the variance so far with one term of 1/4 put before the first.</summary>
    internal double Next(double alpha)
    {
        // σ² = (1/4 + spread) / t, so that the two t cancel.
        return Math.Sqrt(2 * Math.Log(2 / alpha) / ((0.25 + Spread) * Math.Log(Count + 2)));
    }

    internal Bets Add(double x)
    {
        var mean = (0.5 + Sum + x) / (Count + 2);
        return new(Count + 1, Sum + x, Spread + ((x - mean) * (x - mean)));
    }

    /// <summary>
    /// The mean of what is left to draw, if the whole has mean <c>m</c>: offset + slope * m. That is m itself unless the
    /// values are drawn without replacement (ibid., section 5).
    /// </summary>
    internal (double Offset, double Slope) Remaining(long? population) => population is { } size
        ? (-Sum / (size - Count), (double)size / (size - Count))
        : (0, 1);

    /// <summary>The means that the values so far leave possible for the whole.</summary>
    internal Interval Possible(long? population) => population is { } size
        ? new(Sum / size, (Sum + (size - Count)) / size)
        : new(0, 1);
}
