using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Tests;
using MathNet.Numerics.RootFinding;

namespace BenchHub.Evaluation.Statistics.Power;

/// <summary>A paired t-test of so many items. What depends on their number alone is found once, for any number of pairs that have as many.</summary>
/// <remarks>Sizes are effects in units of the differences' standard deviation.</remarks>
public sealed class PairedDesign
{
    private readonly double _critical;
    private readonly Lazy<double> _smallest;

    /// <exception cref="StatisticRefusedException">Fewer than two items.</exception>
    public PairedDesign(long items, PowerSettings settings)
    {
        if (items < 2)
        {
            throw new StatisticRefusedException($"A paired test needs at least 2 items, not {items}.");
        }

        (Items, Settings) = (items, settings);
        _critical = StudentT.UpperQuantile(settings.Alternative == Alternative.TwoSided ? settings.Alpha / 2 : settings.Alpha, items - 1.0);
        _smallest = new(Smallest);
    }

    public long Items { get; }

    public PowerSettings Settings { get; }

    /// <summary>The smallest size that the test finds with the power asked for; below 0 where less is tested.</summary>
    /// <exception cref="StatisticRefusedException">A power not above alpha, which needs no effect.</exception>
    public double SmallestSize => _smallest.Value;

    /// <summary>Chance that the test finds the size.</summary>
    public double Power(double size)
    {
        var toward = Settings.Alternative == Alternative.Less ? -size : size;
        if (double.IsInfinity(size))
        {
            return Settings.Alternative == Alternative.TwoSided || toward > 0 ? 1 : 0;
        }

        var (freedom, noncentrality) = (Items - 1.0, toward * Math.Sqrt(Items));
        return NoncentralT.Upper(_critical, freedom, noncentrality)
            + (Settings.Alternative == Alternative.TwoSided ? NoncentralT.Upper(_critical, freedom, -noncentrality) : 0);
    }

    private double Smallest()
    {
        if (Settings.Power <= Settings.Alpha)
        {
            throw new StatisticRefusedException($"A power of {Settings.Power} is reached without any effect at an alpha of {Settings.Alpha}; ask for more.");
        }

        var sign = Settings.Alternative == Alternative.Less ? -1 : 1;
        var most = 1 / Math.Sqrt(Items);
        while (Power(sign * most) < Settings.Power)
        {
            most *= 2;
        }

        return sign * Math.Exp(Brent.FindRoot(
            size => Power(sign * Math.Exp(size)) - Settings.Power, Math.Log(most) - 40, Math.Log(most), accuracy: 1e-15, maxIterations: 500));
    }
}
