using BenchHub.Evaluation.Statistics;
using BenchHub.Evaluation.Statistics.Distributions;
using BenchHub.Evaluation.Statistics.Sequential;
using BenchHub.Evaluation.Statistics.Tests;

namespace BenchHub.Evaluation.Analytics;

/// <summary>What the mean of all items will be, from those that are scored.</summary>
/// <param name="Seen">Items with a score.</param>
/// <param name="Of">Items that the final mean is of.</param>
/// <param name="Mean">Of those seen; NaN for none.</param>
/// <param name="Interval">For one look, of the level asked for.</param>
/// <param name="Anytime">Holds at all looks together; NaN where the scores have no least or greatest value.</param>
/// <param name="Method">In words, for a report.</param>
public sealed record Prediction(int Seen, int Of, double Mean, Interval Interval, Interval Anytime, string Method);

/// <summary>
/// The mean of a finite set of items from a part of them: the uncertainty is that of the items still missing, and none once all are
/// seen.
/// </summary>
/// <remarks>
/// <para>
/// Scores of 0 and 1: the numbers of ones in all items that the hypergeometric distribution leaves possible at half of 1 - level on
/// either side (Buonaccorsi, American Statistician, 1987), exact. Others: Student's interval with the finite population correction
/// √(1 - n / N) (Cochran, Sampling Techniques, 1977, ch. 2), never wider than what the range of the scores leaves possible. Scores
/// that are all alike but neither 0 nor 1 have no spread to estimate from: the interval is the anytime one.
/// </para>
/// <para>
/// The anytime interval is a <see cref="BettingSequence"/> without replacement (Waudby-Smith and Ramdas, JRSS B, 2024, section 5). All of them
/// assume that the items seen are a random part: that the order in which they come says nothing of their scores.
/// </para>
/// </remarks>
public static class PartialMean
{
    // Half of a percent of the range is fine enough for a forecast, and cheap.
    private const int Cells = 400;

    /// <param name="scores">Of the items seen, in the order seen, without NaN.</param>
    /// <param name="population">Items that the final mean is of, those seen among them.</param>
    /// <param name="range">Ends that no score passes; infinite where there are none.</param>
    /// <param name="level">Of the intervals. Default: 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">More scores than items.</exception>
    public static Prediction Predict(ReadOnlySpan<double> scores, int population, Interval range, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(population, scores.Length);
        var isBounded = double.IsFinite(range.High - range.Low) && range.Low < range.High;
        if (scores.IsEmpty)
        {
            return new(0, population, double.NaN, isBounded ? range : Interval.Undefined, isBounded ? range : Interval.Undefined, "No item is scored yet");
        }

        var mean = Moments.Mean(scores);
        if (scores.Length == population)
        {
            return new(population, population, mean, new(mean, mean), new(mean, mean), "All items are scored: the mean is known");
        }

        var anytime = isBounded ? Anytime(scores, population, range, level) : Interval.Undefined;
        var (interval, method) = IsBinary(scores)
            ? (Hypergeometric(scores, population, level), $"Hypergeometric {level:P0} interval of the share in all items (Buonaccorsi 1987)")
            : !scores.ContainsAnyExcept(scores[0])
                ? (anytime, $"{level:P0} confidence sequence without replacement: the scores are all alike, which leaves no spread for Student's interval")
                : (Student(scores, population, mean, range, level), $"Student's {level:P0} interval with the finite population correction (Cochran 1977)");
        return new(scores.Length, population, mean, interval, anytime, method);
    }

    private static bool IsBinary(ReadOnlySpan<double> scores) => !scores.ContainsAnyExcept(0, 1);

    private static Interval Student(ReadOnlySpan<double> scores, int population, double mean, Interval range, double level)
    {
        var sample = SampleMoments.Of(scores);
        var reach = StudentT.UpperQuantile((1 - level) / 2, sample.N - 1) * Math.Sqrt(sample.Variance / sample.N * (1 - ((double)sample.N / population)));
        var (sum, left) = (mean * sample.N, population - sample.N);
        return new(
            Math.Max(mean - reach, double.IsFinite(range.Low) ? (sum + (left * range.Low)) / population : double.NegativeInfinity),
            Math.Min(mean + reach, double.IsFinite(range.High) ? (sum + (left * range.High)) / population : double.PositiveInfinity));
    }

    private static Interval Hypergeometric(ReadOnlySpan<double> scores, int population, double level)
    {
        var (tail, ones, seen) = ((1 - level) / 2, scores.Count(1), scores.Length);

        // The chance of at least so many ones grows with the ones in all, that of at most so many falls.
        var low = First(ones, population - (seen - ones), all => Statistics.Distributions.Hypergeometric.Upper(ones, population, all, seen) > tail);
        var high = First(ones, population - (seen - ones) + 1, all => Statistics.Distributions.Hypergeometric.Lower(ones, population, all, seen) <= tail) - 1;
        return new((double)low / population, (double)Math.Min(high, population - (seen - ones)) / population);
    }

    private static long First(long low, long high, Func<long, bool> holds)
    {
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static Interval Anytime(ReadOnlySpan<double> scores, int population, Interval range, double level)
    {
        var sequence = new BettingSequence(new() { Alpha = 1 - level, Range = range, Population = population }, Cells);
        foreach (var score in scores)
        {
            // A metric may pass its bounds by the rounding of its last step.
            sequence.Add(Math.Clamp(score, range.Low, range.High));
        }

        return sequence.Interval;
    }
}
