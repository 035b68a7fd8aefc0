using System.Text.Json.Serialization;

namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>
/// The evidence against one mean: the hedged capital of <see cref="BettingSequence"/> played against that mean alone. An
/// immutable state; the interval excludes the mean only where <see cref="P"/> is at most α.
/// </summary>
/// <param name="Settings">Those that it began with; α tunes the bets, but e and p may be read at any level.</param>
/// <param name="Null">The mean that is tested.</param>
/// <param name="Bets">What the next bet is set from.</param>
/// <param name="LogUp">Natural logarithm of the capital of the player who bets on a higher mean.</param>
/// <param name="LogDown">Of the one who bets on a lower mean.</param>
/// <param name="LogGreatest">Of the greatest e-value so far.</param>
/// <param name="Impossible">Without replacement: the values so far cannot be of a population with that mean.</param>
/// <remarks>O(1) a value. No value: E is 1/2 (each player has half) and P is 1.</remarks>
public sealed record TestMartingale(
    SequenceSettings Settings, double Null, Bets Bets, double LogUp, double LogDown, double LogGreatest, bool Impossible)
{
    /// <exception cref="ArgumentOutOfRangeException">The mean is not inside the range, where alone it can be tested by bets from both sides.</exception>
    public static TestMartingale Against(double mean, SequenceSettings settings) => mean > settings.Range.Low && mean < settings.Range.High
        ? new(settings, mean, default, 0, 0, -Math.Log(2), Impossible: false)
        : throw new ArgumentOutOfRangeException(nameof(mean), mean, $"The mean to test lies between {settings.Range.Low} and {settings.Range.High}.");

    /// <summary>The e-value at this moment: its expectation is at most 1 if the mean is <see cref="Null"/>, whenever one stops. Positive infinity where that is impossible.</summary>
    [JsonIgnore]
    public double E => Impossible ? double.PositiveInfinity : Math.Exp(Math.Max(LogUp, LogDown) - Math.Log(2));

    /// <summary>The anytime-valid p-value: 1 / the greatest e-value so far (Ville, 1939). Never rises.</summary>
    [JsonIgnore]
    public double P => Impossible ? 0 : Math.Min(1, Math.Exp(-LogGreatest));

    /// <exception cref="ArgumentOutOfRangeException">NaN, or outside of the range.</exception>
    /// <exception cref="InvalidOperationException">The population is used up.</exception>
    public TestMartingale Add(double value)
    {
        Settings.RequireNext(value, Bets.Count);
        double x = Settings.ToUnit(value), mean = Settings.ToUnit(Null), bet = Bets.Next(Settings.Alpha);
        var (offset, slope) = Bets.Remaining(Settings.Population);
        var up = LogUp + Math.Log(Stakes.Up(x, bet, offset + (slope * mean)));
        var down = LogDown + Math.Log(Stakes.Down(x, bet, offset + (slope * mean)));
        var bets = Bets.Add(x);
        var possible = bets.Possible(Settings.Population);
        return this with
        {
            Bets = bets,
            LogUp = up,
            LogDown = down,
            LogGreatest = Math.Max(LogGreatest, Math.Max(up, down) - Math.Log(2)),
            Impossible = Impossible || mean < possible.Low - Bets.Rounding || mean > possible.High + Bets.Rounding,
        };
    }
}
