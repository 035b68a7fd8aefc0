namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>Scores answers in words with a set of metrics, one by one and all together.</summary>
/// <remarks>
/// Each item has a row of counts; the value of many items comes from the sum of their rows, whether the metric is pooled
/// (corpus BLEU) or a mean of the items' values. So a bootstrap resamples rows and never scores a text twice. Safe for concurrent use.
/// </remarks>
public sealed class TextScorer
{
    private readonly IPooledTextScorer[] _scorers;

    /// <exception cref="UnknownMetricException">One of the metrics does not measure a text.</exception>
    public TextScorer(MetricSet metrics)
    {
        Metrics = metrics;
        _scorers = [.. metrics.Select(Scorer)];
        Counts = _scorers.Sum(static scorer => scorer.Counts);
    }

    public MetricSet Metrics { get; }

    /// <summary>How many counts an item has, those of all metrics in the set's order.</summary>
    public int Counts { get; }

    /// <summary>One value per metric, in the set's order; NaN where it has none, as for an item without a reference.</summary>
    public double[] Score(string answer, IReadOnlyList<string> references)
    {
        var scores = new double[_scorers.Length];
        Score(answer, references, scores, new double[Counts]);
        return scores;
    }

    /// <inheritdoc cref="Score(string, IReadOnlyList{string})"/>
    /// <param name="answer">What the system said.</param>
    /// <param name="references">What would have been right.</param>
    /// <param name="scores">Gets a value per metric.</param>
    /// <param name="counts">Gets the item's row; zeros where the item has no reference.</param>
    public void Score(string answer, IReadOnlyList<string> references, Span<double> scores, Span<double> counts)
    {
        if (references.Count == 0)
        {
            scores[.._scorers.Length].Fill(double.NaN);
            counts[..Counts].Clear();
            return;
        }

        for (var m = 0; m < _scorers.Length; m++)
        {
            var own = counts[.._scorers[m].Counts];
            _scorers[m].Count(answer, references, own);
            scores[m] = _scorers[m].Item(own);
            counts = counts[own.Length..];
        }
    }

    /// <summary>The values of an item whose answer failed or is missing, with the counts of an empty answer.</summary>
    public void ScoreMissing(IReadOnlyList<string> references, Span<double> scores, Span<double> counts)
    {
        Score("", references, scores, counts);
        for (var m = 0; m < _scorers.Length && references.Count > 0; m++)
        {
            scores[m] = Metrics[m].Definition.MissingValue;
        }
    }

    /// <summary>The values of all items together.</summary>
    /// <param name="sums">The sum of their rows.</param>
    /// <returns>One value per metric; NaN for a mean of no items.</returns>
    public double[] Pooled(ReadOnlySpan<double> sums)
    {
        var values = new double[_scorers.Length];
        for (var m = 0; m < values.Length; m++)
        {
            values[m] = _scorers[m].Pooled(sums[.._scorers[m].Counts]);
            sums = sums[_scorers[m].Counts..];
        }

        return values;
    }

    /// <summary>What a metric's reference program prints to say how it computed; the metric's name if it prints nothing.</summary>
    /// <param name="metric">Position in the set.</param>
    /// <param name="references">References of each item; null where items differ.</param>
    public string Signature(int metric, int? references)
    {
        var (measure, arguments) = ((ITextMeasure)Metrics[metric].Measure, Metrics[metric].Arguments);
        var signature = measure.Signature(arguments, references?.ToString() ?? "var");
        return signature.Length > 0 ? signature : Metrics.Names[metric];
    }

    private static IPooledTextScorer Scorer(Metric metric)
    {
        var scorer = metric.Measure is ITextMeasure measure
            ? measure.For(metric.Arguments)
            : throw new UnknownMetricException(metric.Name.ToString(), $"The metric '{metric.Name}' does not measure a text.");
        return scorer as IPooledTextScorer ?? new MeanOfItems(scorer);
    }
}
