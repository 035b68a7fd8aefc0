using BenchHub.Evaluation.Statistics.Resampling;

namespace BenchHub.Evaluation.Statistics.ChangePoints;

/// <summary>Permutation test of the best split of a stretch: if the order of its values meant nothing, how often would one split it as well?</summary>
internal static class SplitTest
{
    private const ulong Use = 41;
    private const double Rounding = 1e-9;

    /// <param name="costOf">The cost over some values.</param>
    /// <param name="stretch">The values between the neighbouring changes.</param>
    /// <param name="settings">How often to shuffle, and the least segment.</param>
    /// <param name="change">Tells this test's random numbers from those of other changes.</param>
    /// <param name="cancellation">Seen at each shuffle.</param>
    public static double P(
        Func<double[], ISegmentCost> costOf, ReadOnlySpan<double> stretch, PeltSettings settings, int change, CancellationToken cancellation)
    {
        if (settings.Permutations == 0)
        {
            return double.NaN;
        }

        var values = stretch.ToArray();
        var seen = Gain(costOf(values), settings.LeastSegment);
        var seed = SplitMix64.Stream(SplitMix64.Stream(settings.Seed, Use), (ulong)change);
        var asGood = 0;
        for (var m = 0; m < settings.Permutations; m++)
        {
            cancellation.ThrowIfCancellationRequested();
            Shuffle(values, seed, (ulong)m * (ulong)values.Length);
            asGood += Gain(costOf(values), settings.LeastSegment) >= seen * (1 - Rounding) ? 1 : 0;
        }

        return (asGood + 1.0) / (settings.Permutations + 1);
    }

    private static double Gain(ISegmentCost cost, int leastSegment)
    {
        var least = double.PositiveInfinity;
        for (var split = leastSegment; split <= cost.Length - leastSegment; split++)
        {
            least = Math.Min(least, cost.Of(0, split) + cost.Of(split, cost.Length));
        }

        return cost.Of(0, cost.Length) - least;
    }

    // Fisher and Yates; the high half of a word times the number of choices favours some by at most one in 2^32 / choices.
    private static void Shuffle(double[] values, ulong seed, ulong index)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)(((SplitMix64.At(seed, index + (ulong)i) >> 32) * (ulong)(i + 1)) >> 32);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
