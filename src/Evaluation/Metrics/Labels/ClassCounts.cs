namespace BenchHub.Evaluation.Metrics.Labels;

/// <summary>The margins and the diagonal of a confusion matrix, by index of the class.</summary>
public sealed class ClassCounts
{
    /// <summary>Index of a prediction that names no class.</summary>
    internal const int NoClass = -1;

    private readonly long[] _hits;
    private readonly long[] _actual;
    private readonly long[] _predicted;

    internal ClassCounts(int classes) => (_hits, _actual, _predicted) = (new long[classes], new long[classes], new long[classes]);

    public long Total { get; private set; }

    public long Correct { get; private set; }

    /// <summary>Predictions that named no class.</summary>
    public long Unpredicted { get; private set; }

    /// <summary>Per class, the items that have it and were given it.</summary>
    public ReadOnlySpan<long> Hits => _hits;

    /// <summary>Per class, the items that have it.</summary>
    public ReadOnlySpan<long> Actual => _actual;

    /// <summary>Per class, the items that were given it.</summary>
    public ReadOnlySpan<long> Predicted => _predicted;

    internal void Add(int actual, int predicted, long times)
    {
        Total += times;
        _actual[actual] += times;
        if (predicted == NoClass)
        {
            Unpredicted += times;
            return;
        }

        _predicted[predicted] += times;
        if (actual == predicted)
        {
            Correct += times;
            _hits[actual] += times;
        }
    }

    internal void Clear()
    {
        (Total, Correct, Unpredicted) = (0, 0, 0);
        Array.Clear(_hits);
        Array.Clear(_actual);
        Array.Clear(_predicted);
    }
}
