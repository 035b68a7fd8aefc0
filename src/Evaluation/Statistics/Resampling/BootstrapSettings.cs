namespace BenchHub.Evaluation.Statistics.Resampling;

/// <summary>How an interval is resampled. Equal settings and values give equal bits on any machine.</summary>
public sealed record BootstrapSettings
{
    public static BootstrapSettings Default { get; } = new();

    /// <summary>Default: 10,000.</summary>
    public int Resamples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 10_000;

    /// <summary>Share of the resampled means inside the interval. Default: 0.95.</summary>
    public double Level
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1);
            field = value;
        }
    } = 0.95;

    /// <summary>Default: 42.</summary>
    public ulong Seed { get; init; } = 42;
}
