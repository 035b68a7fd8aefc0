namespace BenchHub.Evaluation.Metrics.Probabilities;

/// <summary>One class against the rest: items by falling value, in groups of equals. Built in O(n log n), each area in O(n).</summary>
internal sealed class RankedClass
{
    private readonly int[] _order;
    private readonly bool[] _positive;
    private readonly bool[] _endsGroup;

    public RankedClass(IReadOnlyList<ClassProbabilities> items, int label)
    {
        double[] falling = [.. items.Select(item => -item.Values[label])];
        _order = [.. Enumerable.Range(0, items.Count)];
        Array.Sort(falling, _order);
        _positive = [.. _order.Select(i => items[i].Actual == label)];
        _endsGroup = [.. falling.Select((value, i) => i == falling.Length - 1 || value != falling[i + 1])];
    }

    public double Positives(ReadOnlySpan<int> times)
    {
        var sum = 0.0;
        for (var i = 0; i < _order.Length; i++)
        {
            sum += _positive[i] ? times[_order[i]] : 0;
        }

        return sum;
    }

    /// <summary>Chance that a positive item stands above a negative one, a tie being half; NaN without either kind.</summary>
    public double RocArea(ReadOnlySpan<int> times)
    {
        double above = 0, positives = 0, negatives = 0, area = 0, groupNegatives = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            var weight = times[_order[i]];
            positives += _positive[i] ? weight : 0;
            groupNegatives += _positive[i] ? 0 : weight;
            if (_endsGroup[i])
            {
                area += groupNegatives * (above + positives) / 2;
                negatives += groupNegatives;
                (above, groupNegatives) = (positives, 0);
            }
        }

        return area / (positives * negatives);
    }

    /// <summary>Sum over thresholds of precision times gained recall, without interpolation; NaN without positives.</summary>
    public double AveragePrecision(ReadOnlySpan<int> times)
    {
        double seen = 0, hits = 0, before = 0, sum = 0;
        for (var i = 0; i < _order.Length; i++)
        {
            var weight = times[_order[i]];
            seen += weight;
            hits += _positive[i] ? weight : 0;
            if (_endsGroup[i] && hits > before)
            {
                sum += (hits - before) * hits / seen;
                before = hits;
            }
        }

        return sum / hits;
    }
}
