namespace BenchHub.Evaluation.Metrics.Probabilities;

/// <summary>How far confidence is from accuracy. O(n log n) once, O(n + bins) for each resample.</summary>
internal sealed class CalibrationError(MetricDefinition definition, bool equalMass, bool greatest) : ISetMeasure<ClassProbabilities>
{
    public static CalibrationError Expected { get; } = new(
        new()
        {
            Name = "ece",
            Description = "Expected calibration error: distance of confidence and accuracy in bins of equal width, weighted by their items.",
            Formula = "sum over bins of (items / n) |accuracy - mean confidence|; bin m of M holds confidences in (m/M, (m+1)/M]",
            Citation = "Guo et al., On calibration of modern neural networks, ICML 2017",
            Reference = "Its definition, re-derived with numpy in tests/reference",
            Denominator = "All items; empty bins count nothing",
        },
        equalMass: false,
        greatest: false);

    public static CalibrationError Adaptive { get; } = new(
        new()
        {
            Name = "adaptive_ece",
            Description = "Expected calibration error over bins of equally many items by rising confidence.",
            Formula = "sum over bins of (items / n) |accuracy - mean confidence|; bins as numpy.array_split makes them",
            Citation = "Nguyen and O'Connor, Posterior calibration and exploratory analysis for NLP models, EMNLP 2015",
            Reference = "Its definition, re-derived with numpy in tests/reference",
            Denominator = "All items; equal confidences stand in the order of the items and may be split between bins",
        },
        equalMass: true,
        greatest: false);

    public static CalibrationError Maximum { get; } = new(
        new()
        {
            Name = "mce",
            Description = "Maximum calibration error: greatest distance of confidence and accuracy in a bin of equal width.",
            Formula = "max over bins that hold items of |accuracy - mean confidence|",
            Citation = "Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015",
            Reference = "Its definition, re-derived with numpy in tests/reference",
            Denominator = "The items of a bin; empty bins are left out",
        },
        equalMass: false,
        greatest: true);

    public MetricDefinition Definition { get; } = definition with
    {
        Input = MetricInput.Probabilities,
        Aggregation = equalMass ? MetricAggregation.Whole : MetricAggregation.Pooled,
        Direction = MetricDirection.LowerIsBetter,
        MissingValue = double.NaN,
        Parameters = [MetricParameter.Whole("bins", ReliabilityDiagram.DefaultBins, 1, ReliabilityDiagram.MostBins, "how many bins")],
    };

    public Func<IReadOnlyList<ClassProbabilities>, PreparedSet> For(MetricArguments arguments)
    {
        var bins = arguments.Whole("bins");
        return items =>
        {
            var labels = new TopLabels(items, bins);
            return new(items.Count, times => Value(labels, times, bins));
        };
    }

    private double Value(TopLabels labels, ReadOnlySpan<int> times, int count)
    {
        Span<ConfidenceBin> bins = stackalloc ConfidenceBin[count];
        if (equalMass)
        {
            labels.EqualMass(times, bins);
        }
        else
        {
            labels.EqualWidth(times, bins);
        }

        var (sum, worst, total) = (0.0, 0.0, 0L);
        foreach (ref readonly var bin in bins)
        {
            sum += bin.Gap;
            total += bin.Count;
            worst = bin.Count == 0 ? worst : Math.Max(worst, bin.Gap / bin.Count);
        }

        return greatest ? worst : sum / total;
    }
}
