namespace BenchHub.Evaluation.Metrics.Labels;

/// <summary>A score of the class counts of all items. O(n + classes) for the items and for each resample.</summary>
internal sealed class ClassificationMeasure(MetricDefinition definition, Func<ClassCounts, MetricArguments, double> score, string undefined)
    : ISetMeasure<LabelPair>
{
    [ThreadStatic]
    private static ClassCounts? _counts;

    public MetricDefinition Definition { get; } = definition with
    {
        Input = MetricInput.Labels,
        Aggregation = MetricAggregation.Pooled,
        MissingValue = double.NaN,
    };

    public Func<IReadOnlyList<LabelPair>, PreparedSet> For(MetricArguments arguments) => items =>
    {
        var classes = items.SelectMany(static item => new[] { item.True, item.Predicted }).OfType<string>()
            .Distinct(StringComparer.Ordinal).Select(static (label, index) => (label, index))
            .ToDictionary(static entry => entry.label, static entry => entry.index, StringComparer.Ordinal);
        (int Actual, int Predicted)[] pairs =
            [.. items.Select(item => (classes[item.True], item.Predicted is null ? ClassCounts.NoClass : classes[item.Predicted]))];

        var set = new PreparedSet(items.Count, times => score(Count(pairs, times, classes.Count), arguments));
        return double.IsNaN(set.Whole()) ? PreparedSet.Without(items.Count, undefined) : set;
    };

    private static ClassCounts Count((int Actual, int Predicted)[] pairs, ReadOnlySpan<int> times, int classes)
    {
        if (_counts is null || _counts.Actual.Length != classes)
        {
            _counts = new(classes);
        }

        _counts.Clear();
        for (var i = 0; i < times.Length; i++)
        {
            _counts.Add(pairs[i].Actual, pairs[i].Predicted, times[i]);
        }

        return _counts;
    }
}
