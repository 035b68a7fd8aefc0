using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Metrics.Probabilities;

/// <summary>How sure a prediction was of its most probable class (the first of equals), and whether that was right.</summary>
internal sealed class TopLabels
{
    private readonly double[] _confidences;
    private readonly bool[] _right;
    private readonly int[] _rising;
    private readonly int[] _bins;

    /// <param name="items">What was predicted.</param>
    /// <param name="bins">How many bins there will be.</param>
    /// <exception cref="InvalidItemException">An item's values are no probabilities.</exception>
    public TopLabels(IReadOnlyList<ClassProbabilities> items, int bins)
    {
        (_confidences, _right) = (new double[items.Count], new bool[items.Count]);
        for (var i = 0; i < items.Count; i++)
        {
            var values = items[i].Values;
            var top = 0;
            for (var c = 0; c < values.Count; c++)
            {
                top = values[c] > values[top] ? c : top;
                if (values[c] is < 0 or > 1)
                {
                    throw new InvalidItemException($"Item {i + 1}: probabilities must be from 0 to 1, not {string.Join(", ", values)}.");
                }
            }

            (_confidences[i], _right[i]) = (values[top], top == items[i].Actual);
        }

        _bins = [.. _confidences.Select(confidence => BinOf(confidence, bins))];
        _rising = [.. Enumerable.Range(0, items.Count).OrderBy(i => _confidences[i])];
    }

    /// <summary>Bins of equal width: bin m of M holds the confidences above m/M and up to (m + 1)/M; the first holds 0 too.</summary>
    public void EqualWidth(ReadOnlySpan<int> times, Span<ConfidenceBin> bins)
    {
        bins.Clear();
        for (var i = 0; i < times.Length; i++)
        {
            bins[_bins[i]].Add(_confidences[i], _right[i], times[i]);
        }
    }

    /// <summary>Bins of equal size by rising confidence, the first ones holding one more where it does not come out even.</summary>
    public void EqualMass(ReadOnlySpan<int> times, Span<ConfidenceBin> bins)
    {
        bins.Clear();
        var total = 0;
        foreach (var count in times)
        {
            total += count;
        }

        var (bin, room) = (-1, 0);
        foreach (var i in _rising)
        {
            for (var left = times[i]; left > 0;)
            {
                if (room == 0)
                {
                    bin++;
                    room = (total / bins.Length) + (bin < total % bins.Length ? 1 : 0);
                }

                var taken = Math.Min(left, room);
                bins[bin].Add(_confidences[i], _right[i], taken);
                (left, room) = (left - taken, room - taken);
            }
        }
    }

    private static int BinOf(double confidence, int bins)
    {
        var bin = Math.Clamp((int)Math.Ceiling(confidence * bins) - 1, 0, bins - 1);
        while (bin > 0 && confidence <= (double)bin / bins)
        {
            bin--;
        }

        while (confidence > (double)(bin + 1) / bins)
        {
            bin++;
        }

        return bin;
    }
}

/// <summary>Sums over the predictions of a bin.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ConfidenceBin
{
    public double Confidence;
    public double Lowest;
    public double Highest;
    public long Right;
    public long Count;

    public readonly double Gap => Math.Abs(Right - Confidence);

    public void Add(double confidence, bool right, int times)
    {
        if (times > 0)
        {
            Lowest = Count == 0 ? confidence : Math.Min(Lowest, confidence);
            Highest = Count == 0 ? confidence : Math.Max(Highest, confidence);
            Confidence += times * confidence;
            Right += right ? times : 0;
            Count += times;
        }
    }
}
