namespace BenchHub.Evaluation.Statistics.Power;

/// <summary>What the items of a pair can show, and how many would show more. By <see cref="PairedPower"/>.</summary>
/// <param name="SmallestEffect">The smallest difference that these items show with the power wanted.</param>
/// <param name="Items">The fewest items that show the difference of interest with it; null beyond <see cref="PairedPower.MostItems"/>.</param>
/// <param name="Power">The chance that these items show the difference of interest.</param>
/// <remarks>
/// For a difference of interest, not the one seen: power for the difference seen says the p-value over again and nothing of what was
/// missed (Hoenig and Heisey, The American Statistician, 2001).
/// </remarks>
public sealed record PairPlan(double SmallestEffect, long? Items, double Power)
{
    // Below this share of the difference, a spread is what rounding left of equal differences.
    private const double Rounding = 1e-13;

    /// <param name="difference">Seen, in the metric's unit.</param>
    /// <param name="deviation">Of the differences of the items.</param>
    /// <param name="interest">The difference of interest, above 0.</param>
    /// <param name="design">The test of the items that were compared, with the level planned for and the power wanted.</param>
    /// <returns>Null for differences that do not vary: from these nothing can be planned.</returns>
    /// <exception cref="StatisticRefusedException">A difference of interest that is not above 0, or a power not above alpha.</exception>
    public static PairPlan? Of(double difference, double deviation, double interest, PairedDesign design)
    {
        if (interest is not (> 0 and < double.PositiveInfinity))
        {
            throw new StatisticRefusedException($"The difference of interest is {interest}; it must be above 0.");
        }

        return !(deviation > Rounding * Math.Abs(difference)) ? null : new(
            deviation * design.SmallestSize, PairedPower.Fewest(interest, deviation, design.Settings), PairedPower.Of(interest, deviation, design));
    }
}
