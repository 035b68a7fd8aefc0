namespace BenchHub.MockLlm;

/// <summary>How long answers take: always the same, evenly between two times, or log-normal.</summary>
public sealed class Latency
{
    public static readonly Latency None = Always(TimeSpan.Zero);

    /// <summary>Where 95 % of the standard normal distribution lie below.</summary>
    private const double Z95 = 1.6448536269514722;

    private readonly Func<Dice, TimeSpan> _draw;

    private Latency(Func<Dice, TimeSpan> draw) => _draw = draw;

    public static Latency Always(TimeSpan time) => new(_ => time);

    public static Latency Between(TimeSpan least, TimeSpan most) => new(dice => least + (dice[Chance.Latency] * (most - least)));

    /// <summary>Log-normal: ln T is normal around ln p50, with the spread that puts 95 % of the times below p95.</summary>
    public static Latency LogNormal(TimeSpan p50, TimeSpan p95)
    {
        var sigma = Math.Log(p95 / p50) / Z95;
        return new(dice => p50 * Math.Exp(sigma * Normal(dice)));
    }

    /// <summary><c>50ms</c>, <c>40ms..80ms</c> or <c>p50=50ms,p95=200ms</c>.</summary>
    /// <exception cref="FormatException">Not one of these; the message says so.</exception>
    public static Latency Parse(string text)
    {
        if (text.Split("..") is [var least, var most])
        {
            var (low, high) = (Durations.Parse(least), Durations.Parse(most));
            return low <= high ? Between(low, high) : throw new FormatException($"The latency '{text}' ends before it begins.");
        }

        if (!text.StartsWith("p50=", StringComparison.Ordinal))
        {
            return Always(Durations.Parse(text));
        }

        if (text["p50=".Length..].Split(",p95=") is not [var middle, var late])
        {
            throw new FormatException($"'{text}' is no latency; write 50ms, 40ms..80ms or p50=50ms,p95=200ms.");
        }

        var (p50, p95) = (Durations.Parse(middle), Durations.Parse(late));
        return p50 > TimeSpan.Zero && p50 <= p95 ? LogNormal(p50, p95) : throw new FormatException($"The latency '{text}' needs 0 < p50 <= p95.");
    }

    internal TimeSpan Draw(Dice dice) => _draw(dice);

    // Box and Muller, 1958. 1 - u is never 0.
    private static double Normal(Dice dice) =>
        Math.Sqrt(-2 * Math.Log(1 - dice[Chance.Latency])) * Math.Cos(2 * Math.PI * dice[Chance.LatencyAngle]);
}
