namespace BenchHub.Evaluation.Statistics.Trends;

/// <summary>Points in time as numbers, so that unequal steps count with their length.</summary>
public static class Days
{
    /// <returns>Days since the first of <paramref name="times"/>, with fractions; negative for earlier ones. None: none.</returns>
    public static double[] Of(ReadOnlySpan<DateTimeOffset> times)
    {
        var days = new double[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            days[i] = (times[i] - times[0]).TotalDays;
        }

        return days;
    }
}
