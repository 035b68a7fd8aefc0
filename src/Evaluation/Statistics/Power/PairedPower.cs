using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Tests;
using MathNet.Numerics.RootFinding;

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
    public static double Of(double effect, double deviation, long items, PowerSettings settings)
    {
        Require(double.IsFinite(effect), $"An effect is a finite number; {effect} is not.");
        RequireDeviation(deviation);
        RequireItems(items);
        Require(effect != 0 || deviation > 0, "Where differences neither vary nor have an effect there is nothing to find; give a deviation above 0.");
        return Power(effect / deviation, items, settings);
    }

    /// <summary>The fewest items with which the test finds the effect with the power asked for, at least 2.</summary>
    /// <exception cref="StatisticRefusedException">
    /// An effect of 0 or against the side tested, a negative deviation, or more than <see cref="MostItems"/> needed.
    /// </exception>
    public static long Items(double effect, double deviation, PowerSettings settings)
    {
        Require(
            double.IsFinite(effect) && effect != 0 && !(settings.Alternative == Alternative.Greater && effect < 0) && !(settings.Alternative == Alternative.Less && effect > 0),
            $"No number of items finds an effect of {effect} with this test; give one {Side(settings.Alternative)} 0.");
        RequireDeviation(deviation);
        var size = effect / deviation;
        var enough = 2L;
        while (Power(size, enough, settings) < settings.Power)
        {
            Require(enough < MostItems, $"An effect of {effect} at a deviation of {deviation} needs more than {MostItems:N0} items; look for a larger one.");
            enough *= 2;
        }

        var few = enough / 2;
        while (enough - few > 1 && enough > 2)
        {
            var middle = few + ((enough - few) / 2);
            (few, enough) = Power(size, middle, settings) < settings.Power ? (middle, enough) : (few, middle);
        }

        return enough;
    }

    /// <summary>The smallest effect that the test finds with the power asked for; below 0 where less is tested. Without deviation: 0.</summary>
    /// <exception cref="StatisticRefusedException">Fewer than two items, a negative deviation, or a power not above alpha, which needs no effect.</exception>
    public static double SmallestEffect(long items, double deviation, PowerSettings settings)
    {
        RequireItems(items);
        RequireDeviation(deviation);
        Require(settings.Power > settings.Alpha, $"A power of {settings.Power} is reached without any effect at an alpha of {settings.Alpha}; ask for more.");
        var sign = settings.Alternative == Alternative.Less ? -1 : 1;
        var most = 1 / Math.Sqrt(items);
        while (Power(sign * most, items, settings) < settings.Power)
        {
            most *= 2;
        }

        return sign * deviation * Math.Exp(Brent.FindRoot(
            size => Power(sign * Math.Exp(size), items, settings) - settings.Power, Math.Log(most) - 40, Math.Log(most), accuracy: 1e-15, maxIterations: 500));
    }

    private static double Power(double size, long items, PowerSettings settings)
    {
        var freedom = items - 1.0;
        if (double.IsInfinity(size))
        {
            return settings.Alternative == Alternative.TwoSided || size > 0 == (settings.Alternative == Alternative.Greater) ? 1 : 0;
        }

        var noncentrality = size * Math.Sqrt(items);
        if (settings.Alternative != Alternative.TwoSided)
        {
            var toward = settings.Alternative == Alternative.Greater ? noncentrality : -noncentrality;
            return NoncentralT.Upper(StudentT.UpperQuantile(settings.Alpha, freedom), freedom, toward);
        }

        var critical = StudentT.UpperQuantile(settings.Alpha / 2, freedom);
        return NoncentralT.Upper(critical, freedom, noncentrality) + NoncentralT.Upper(critical, freedom, -noncentrality);
    }

    private static string Side(Alternative alternative) => alternative switch
    {
        Alternative.Greater => "above",
        Alternative.Less => "below",
        _ => "other than",
    };

    private static void RequireItems(long items) => Require(items >= 2, $"A paired test needs at least 2 items, not {items}.");

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
