namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>What a change must save in cost (-2 log likelihood) to be believed.</summary>
public sealed record Penalty
{
    private readonly double? _perChange;

    private Penalty(double? perChange, bool countsShares)
    {
        _perChange = perChange;
        CountsShares = countsShares;
    }

    /// <summary>Schwarz's criterion: log n for each number that a change adds, its place among them (2 for the mean, 3 with the variance).</summary>
    public static Penalty Bic { get; } = new(null, countsShares: false);

    /// <summary>
    /// Zhang and Siegmund's modified BIC (Biometrics, 2007): log n more than <see cref="Bic"/>, plus the logarithm of each
    /// stretch's share of the values, so that a change costs most where it parts evenly. Their derivation is for the mean;
    /// with the variance it counts one number more, as R's changepoint does.
    /// </summary>
    public static Penalty ModifiedBic { get; } = new(null, countsShares: true);

    /// <summary>A cost of your own, the same for each change.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or not a number.</exception>
    public static Penalty PerChange(double cost) => cost >= 0
        ? new(cost, countsShares: false)
        : throw new ArgumentOutOfRangeException(nameof(cost), cost, "A change costs 0 or more.");

    internal bool CountsShares { get; }

    internal double Of(int n, ChangeKind kind)
    {
        var added = (kind == ChangeKind.Mean ? 2 : 3) + (CountsShares ? 1 : 0);
        return _perChange ?? added * Math.Log(n);
    }
}
