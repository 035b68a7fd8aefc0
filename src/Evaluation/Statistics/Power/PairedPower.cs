using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Statistics.Power;

/// <summary>
/// Plans a paired comparison: how many items show an effect, which effect n items show, how surely. From the standard deviation
/// of the differences a - b, say of an earlier comparison of like systems.
/// </summary>
/// <remarks>
/// For the paired t-test, whose t is noncentral with δ = √n effect / deviation (Owen, 1965; Cohen, 1988); equals statsmodels
/// <c>TTestPower</c>. Assumes near-normal differences, or many. Randomization and Wilcoxon's test have nearly the same power on
/// such, McNemar's on right-or-wrong scores too. Effects and deviations are in units of the score; the sign of an effect
/// counts only for a one-sided test.
/// </remarks>
public static class PairedPower
{
    /// <summary>No more items than this are asked for.</summary>
    public const long MostItems = 1_000_000_000_000;

    /// <summary>Chance that the test finds the effect. Without an effect: alpha. Without deviation: 1 (if it is on the side tested).</summary>
    /// <exception cref="StatisticRefusedException">Fewer than two items, a number that is not finite, a negative deviation, or neither effect nor deviation.</exception>
    public static double Of(double effect, double deviation, long items, PowerSettings settings) => Of(effect, deviation, new(items, settings));

    /// <inheritdoc cref="Of(double, double, long, PowerSettings)"/>
    internal static double Of(double effect, double deviation, PairedDesign design)
    {
        Require(double.IsFinite(effect), $"An effect is a finite number; {effect} is not.");
        RequireDeviation(deviation);
        Require(effect != 0 || deviation > 0, "Where differences neither vary nor have an effect there is nothing to find; give a deviation above 0.");
        return design.Power(effect / deviation);
    }

    /// <summary>The fewest items with which the test finds the effect with the power asked for, at least 2.</summary>
    /// <exception cref="StatisticRefusedException">
    /// An effect of 0 or against the side tested, a negative deviation, or more than <see cref="MostItems"/> needed.
    /// </exception>
    public static long Items(double effect, double deviation, PowerSettings settings) => Fewest(effect, deviation, settings)
        ?? throw new StatisticRefusedException($"An effect of {effect} at a deviation of {deviation} needs more than {MostItems:N0} items; look for a larger one.");

    /// <summary>As <see cref="Items"/>, but null where more than <see cref="MostItems"/> are needed.</summary>
    internal static long? Fewest(double effect, double deviation, PowerSettings settings)
    {
        Require(
            double.IsFinite(effect) && effect != 0 && !(settings.Alternative == Alternative.Greater && effect < 0) && !(settings.Alternative == Alternative.Less && effect > 0),
            $"No number of items finds an effect of {effect} with this test; give one {Side(settings.Alternative)} 0.");
        RequireDeviation(deviation);
        var size = effect / deviation;
        var guess = Guess(size, settings);
        var (few, enough) = (1L, guess);
        if (IsEnough(guess))
        {
            for (var step = 1L; few == 1 && guess - step > 1; step *= 2)
            {
                (few, enough) = IsEnough(guess - step) ? (1, guess - step) : (guess - step, enough);
            }
        }
        else
        {
            for (var step = 1L; enough == guess || !IsEnough(enough); step *= 2)
            {
                if (enough == MostItems)
                {
                    return null;
                }

                (few, enough) = (enough, Math.Min(MostItems, guess + step));
            }
        }

        while (enough - few > 1)
        {
            var middle = few + ((enough - few) / 2);
            (few, enough) = IsEnough(middle) ? (few, middle) : (middle, enough);
        }

        return enough;

        bool IsEnough(long items) => new PairedDesign(items, settings).Power(size) >= settings.Power;
    }

    /// <summary>The smallest effect that the test finds with the power asked for; below 0 where less is tested. Without deviation: 0.</summary>
    /// <exception cref="StatisticRefusedException">Fewer than two items, a negative deviation, or a power not above alpha, which needs no effect.</exception>
    public static double SmallestEffect(long items, double deviation, PowerSettings settings)
    {
        RequireDeviation(deviation);
        return deviation * new PairedDesign(items, settings).SmallestSize;
    }

    // By the normal distribution with what its t costs more (Guenther, The American Statistician, 1981): off by an item or two.
    private static long Guess(double size, PowerSettings settings)
    {
        var critical = StandardNormal.UpperQuantile(settings.Alternative == Alternative.TwoSided ? settings.Alpha / 2 : settings.Alpha);
        var needed = Math.Max(0, critical + StandardNormal.UpperQuantile(1 - settings.Power)) / Math.Abs(size);
        return (long)Math.Ceiling(Math.Clamp((needed * needed) + (critical * critical / 2), 2, MostItems));
    }

    private static string Side(Alternative alternative) => alternative switch
    {
        Alternative.Greater => "above",
        Alternative.Less => "below",
        _ => "other than",
    };

    private static void RequireDeviation(double deviation) => Require(
        deviation >= 0 && double.IsFinite(deviation), $"The standard deviation of the differences is a number from 0 up; {deviation} is not.");

    private static void Require(bool fulfilled, string otherwise)
    {
        if (!fulfilled)
        {
            throw new StatisticRefusedException(otherwise);
        }
    }
}
