using BenchHub.Evaluation.Statistics.Streams;

namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>What <see cref="Cusum"/> keeps between values; the default has seen nothing.</summary>
/// <param name="Seen">Values, the undefined among them.</param>
/// <param name="Up">Evidence of a higher level.</param>
/// <param name="Down">Evidence of a lower level.</param>
public readonly record struct CusumState(long Seen, CusumSide Up, CusumSide Down);

/// <summary>
/// Tabular two-sided CUSUM (Page, Biometrika, 1954; Montgomery, Introduction to Statistical Quality Control, ch. 9): says
/// soon that a level known from before has moved.
/// </summary>
/// <remarks>
/// Assumes independent, near normal values. With the defaults a stream without a move gives a false alarm every 465 values
/// on average, a move by one deviation is seen after 10 (threshold 4: 168 and 8); other shapes and dependence change
/// that. An alarm sets both sums back to 0 but not the target: a lasting move alarms again until <see cref="Target"/> is
/// set anew. O(1) a value. NaN counts as seen and changes no sum.
/// </remarks>
public sealed record Cusum
{
    /// <param name="target">The level that holds while all is well.</param>
    /// <param name="deviation">Standard deviation of single values around it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or a deviation that is not above 0.</exception>
    public Cusum(double target, double deviation)
    {
        Target = double.IsFinite(target) ? target : throw new ArgumentOutOfRangeException(nameof(target), target, "The target is a finite number.");
        Deviation = deviation is > 0 and < double.PositiveInfinity
            ? deviation
            : throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "The deviation is a finite number above 0: a stream that never varies has no scale for its moves.");
    }

    public double Target { get; }

    public double Deviation { get; }

    /// <summary>Moves up to twice this many deviations are let pass. Default: 0.5.</summary>
    public double Allowance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 0.5;

    /// <summary>Deviations that a sum must exceed. Default: 5.</summary>
    public double Threshold
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 5;

    /// <summary>Takes mean and deviation of a time when all was well.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two values, or equal ones.</exception>
    public static Cusum Around(RunningMoments reference) => new(reference.Mean, reference.StandardDeviation);

    /// <exception cref="ArgumentOutOfRangeException">The value is infinite.</exception>
    public DetectorStep<CusumState> Add(CusumState state, double value, DateTimeOffset at)
    {
        DetectorInput.RequireFinite(value, at);
        if (double.IsNaN(value))
        {
            return new(state with { Seen = state.Seen + 1 }, null);
        }

        var z = (value - Target) / Deviation;
        var up = state.Up.Add(z - Allowance, state.Seen, at);
        var down = state.Down.Add(-z - Allowance, state.Seen, at);
        var alarm = ShiftAlarm.Of(up, down, Threshold, state.Seen, at);
        return new(alarm is null ? new(state.Seen + 1, up, down) : new(state.Seen + 1, default, default), alarm);
    }
}
