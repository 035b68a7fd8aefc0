namespace BenchHub.Evaluation.Statistics.ChangePoints;

public enum ChangeKind
{
    /// <summary>The level moves, the spread stays.</summary>
    Mean = 0,

    /// <summary>Level, spread or both move. Not for values of which many are equal: a run of them looks like no spread.</summary>
    MeanAndVariance = 1,
}

/// <summary>How changes are looked for. Equal settings and values give equal bits on any machine.</summary>
public sealed record PeltSettings
{
    public static PeltSettings Default { get; } = new();

    public ChangeKind Kind { get; init; } = ChangeKind.Mean;

    public Penalty Penalty { get; init; } = Penalty.ModifiedBic;

    /// <summary>Values between two changes at least. Default: 5.</summary>
    public int LeastSegment
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 5;

    /// <summary>
    /// Variance of the values around their level. Default: half the mean squared step from value to value (von Neumann,
    /// 1941), right for independent noise of any shape and little moved by a few changes.
    /// </summary>
    public double? NoiseVariance
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A variance is a finite number above 0.");
    }

    /// <summary>Shuffles for each change's p; 0 leaves p undefined. Default: 999.</summary>
    public int Permutations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 999;

    /// <summary>Default: 42.</summary>
    public ulong Seed { get; init; } = 42;
}
