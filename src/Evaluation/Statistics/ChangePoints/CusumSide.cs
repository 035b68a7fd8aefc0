namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>One direction of a detector: a sum that never falls below 0, and since when it has been above.</summary>
/// <param name="Sum">0 where nothing speaks for a shift.</param>
/// <param name="Since">Index of the value that lifted the sum from 0; meaningless where it is 0.</param>
/// <param name="SinceAt">The time of that value.</param>
public readonly record struct CusumSide(double Sum, long Since, DateTimeOffset SinceAt)
{
    internal CusumSide Add(double step, long index, DateTimeOffset at)
    {
        var sum = Sum + step;
        return !(sum > 0) ? default : Sum == 0 ? new(sum, index, at) : this with { Sum = sum };
    }
}

public enum ShiftDirection
{
    Up = 0,
    Down = 1,
}

/// <summary>A detector is sure that the level has moved.</summary>
/// <param name="Direction">Where to.</param>
/// <param name="Index">Of the value that raised the alarm, from 0, counting all values seen.</param>
/// <param name="At">Its time.</param>
/// <param name="OnsetIndex">Of the first value thought to be after the move: the one that lifted the sum from 0 for the last time (Page, 1954).</param>
/// <param name="Onset">Its time.</param>
/// <param name="Sum">What the sum had come to.</param>
public sealed record ShiftAlarm(ShiftDirection Direction, long Index, DateTimeOffset At, long OnsetIndex, DateTimeOffset Onset, double Sum)
{
    internal static ShiftAlarm? Of(CusumSide up, CusumSide down, double threshold, long index, DateTimeOffset at) =>
        up.Sum > threshold ? new(ShiftDirection.Up, index, at, up.Since, up.SinceAt, up.Sum)
        : down.Sum > threshold ? new(ShiftDirection.Down, index, at, down.Since, down.SinceAt, down.Sum)
        : null;
}

/// <summary>What a detector keeps after a value, and the alarm that the value raised, if it did.</summary>
public readonly record struct DetectorStep<TState>(TState State, ShiftAlarm? Alarm);

internal static class DetectorInput
{
    public static void RequireFinite(double value, DateTimeOffset at)
    {
        if (double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The value at {at:u} is infinite; a detector takes finite numbers, or NaN for none.");
        }
    }
}
