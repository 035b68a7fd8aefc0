namespace BenchHub.Evaluation.Statistics.Sequential;

/// <summary>What a confidence sequence promises, and of what. Fixed before the first value.</summary>
public sealed record SequenceSettings
{
    /// <summary>Level 0.95, scores from 0 to 1, from a population without end.</summary>
    public static SequenceSettings Default { get; } = new();

    /// <summary>Chance that the sequence ever leaves out the true mean, at most. Default: 0.05.</summary>
    public double Alpha
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1);
            field = value;
        }
    } = 0.05;

    /// <summary>Ends that no value can pass, known beforehand; not the least and greatest seen. Default: 0 to 1.</summary>
    public Interval Range
    {
        get;
        init => field = double.IsFinite(value.High - value.Low) && value.Low < value.High
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A range is two finite numbers, the lower one first.");
    } = new(0, 1);

    /// <summary>
    /// Where the values are drawn without replacement from so many, in random order, and the mean of exactly those is asked
    /// for (the rest of a benchmark, say). Default: none, and the mean asked for is that of what the values are drawn from.
    /// </summary>
    public long? Population
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A population has at least one value.");
    }

    /// <summary>The range of the difference of two scores that lie in <see cref="Range"/>.</summary>
    public SequenceSettings OfDifference() => this with { Range = new(Range.Low - Range.High, Range.High - Range.Low) };

    internal double ToUnit(double value) => (value - Range.Low) / (Range.High - Range.Low);

    internal double FromUnit(double unit) =>
        unit <= 0 ? Range.Low : unit >= 1 ? Range.High : Range.Low + (unit * (Range.High - Range.Low));

    /// <exception cref="ArgumentOutOfRangeException">Outside of the range.</exception>
    /// <exception cref="InvalidOperationException">The population is used up.</exception>
    internal void RequireNext(double value, long count)
    {
        if (!(value >= Range.Low && value <= Range.High))
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"Value {count + 1} is not from {Range.Low} to {Range.High}, the range that the sequence relies on.");
        }

        if (count == Population)
        {
            throw new InvalidOperationException($"All {count} values of the population were added already.");
        }
    }
}
