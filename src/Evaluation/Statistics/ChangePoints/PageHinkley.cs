namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>What <see cref="PageHinkley"/> keeps between values; the default has seen nothing.</summary>
/// <param name="Seen">Values, the undefined among them.</param>
/// <param name="Count">Defined values since the start or the last alarm.</param>
/// <param name="Mean">Of those.</param>
/// <param name="Up">Evidence of a higher level.</param>
/// <param name="Down">Evidence of a lower level.</param>
public readonly record struct PageHinkleyState(long Seen, long Count, double Mean, CusumSide Up, CusumSide Down);

/// <summary>
/// Page-Hinkley test (Page, Biometrika, 1954; Hinkley, Biometrika, 1971), two-sided: says that the level has moved away from
/// the mean so far, with no level known from before.
/// </summary>
/// <remarks>
/// The sum of (x - mean so far - tolerance), less its least value so far; "so far" includes x. Assumes independent values
/// before the move. O(1) a value. An alarm starts everything anew, the mean included, so that a lasting move alarms once.
/// False alarms have no closed form: try the threshold on a quiet past. NaN counts as seen and changes nothing else.
/// </remarks>
public sealed record PageHinkley
{
    /// <param name="tolerance">Moves that do not matter, in units of the values; half the smallest that does is usual.</param>
    /// <param name="threshold">What a sum must exceed, in units of the values; 5 to 10 of their standard deviations are usual.</param>
    public PageHinkley(double tolerance, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        Tolerance = tolerance;
        Threshold = threshold;
    }

    public double Tolerance { get; }

    public double Threshold { get; }

    /// <summary>Defined values before an alarm may come. Default: 30.</summary>
    public int LeastCount { get; init; } = 30;

    /// <exception cref="ArgumentOutOfRangeException">The value is infinite.</exception>
    public DetectorStep<PageHinkleyState> Add(PageHinkleyState state, double value, DateTimeOffset at)
    {
        DetectorInput.RequireFinite(value, at);
        if (double.IsNaN(value))
        {
            return new(state with { Seen = state.Seen + 1 }, null);
        }

        var count = state.Count + 1;
        var mean = state.Mean + ((value - state.Mean) / count);
        var up = state.Up.Add(value - mean - Tolerance, state.Seen, at);
        var down = state.Down.Add(mean - value - Tolerance, state.Seen, at);
        var alarm = count < LeastCount ? null : ShiftAlarm.Of(up, down, Threshold, state.Seen, at);
        return new(
            alarm is null ? new(state.Seen + 1, count, mean, up, down) : new(state.Seen + 1, 0, 0, default, default), alarm);
    }
}
