namespace BenchHub.Evaluation.Metrics.Probabilities;

/// <summary>What <c>ece</c>, <c>mce</c> and <c>adaptive_ece</c> sum up, for drawing.</summary>
public static class ReliabilityDiagram
{
    public const int DefaultBins = 10;

    public const int MostBins = 1_000;

    /// <summary>The bins by rising confidence. O(n log n).</summary>
    /// <param name="items">May be none: all bins are empty.</param>
    /// <param name="bins">How many, from 1 to <see cref="MostBins"/>.</param>
    /// <param name="equalMass">Bins of equally many items (<c>adaptive_ece</c>) in place of equal width.</param>
    /// <exception cref="InvalidItemException">An item's values are no probabilities.</exception>
    public static IReadOnlyList<ReliabilityBin> Of(IReadOnlyList<ClassProbabilities> items, int bins = DefaultBins, bool equalMass = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        var labels = new TopLabels(items, bins);
        var once = new int[items.Count];
        once.AsSpan().Fill(1);
        var sums = new ConfidenceBin[bins];
        if (equalMass)
        {
            labels.EqualMass(once, sums);
            return [.. sums.Select(static bin => Bin(bin, bin.Lowest, bin.Highest))];
        }

        labels.EqualWidth(once, sums);
        return [.. sums.Select((bin, m) => Bin(bin, (double)m / bins, (double)(m + 1) / bins))];
    }

    private static ReliabilityBin Bin(ConfidenceBin bin, double low, double high) =>
        new(low, high, bin.Count, bin.Confidence / bin.Count, (double)bin.Right / bin.Count);
}

/// <param name="Low">Lower end of the confidences: of the bin where its width is given, of its items where their number is.</param>
/// <param name="High">Upper end, which belongs to the bin.</param>
/// <param name="Count">Items in it.</param>
/// <param name="Confidence">Their mean confidence; NaN for none.</param>
/// <param name="Accuracy">Share of them that are right; NaN for none.</param>
public sealed record ReliabilityBin(double Low, double High, long Count, double Confidence, double Accuracy);
