namespace BenchHub.Evaluation.Metrics.Probabilities;

/// <summary>
/// An area under a curve of the positive class (class 1) where there are two, else the average over the classes, each against the
/// rest. O(n log n + n classes) once, O(n classes) for each resample.
/// </summary>
internal sealed class AreaMeasure(MetricDefinition definition, bool sumToOne, bool needsNegatives, AreaMeasure.Area area) : ISetMeasure<ClassProbabilities>
{
    internal delegate double Area(RankedClass label, ReadOnlySpan<int> times);

    public static AreaMeasure Roc { get; } = new(
        new()
        {
            Name = "roc_auc",
            Description = "Chance that an item of the class is given a greater value for it than another item is, ties counting half.",
            Formula = "(pairs in order + ties / 2) / (items of the class * other items)",
            Citation = "Hanley and McNeil, The meaning and use of the area under a ROC curve, 1982; one against the rest: Provost and Domingos, 2000",
            Reference = "scikit-learn 1.2.1 roc_auc_score, for three or more classes with multi_class='ovr'",
            Denominator = "Pairs of an item of the class and another; undefined where a class has no item or all of them",
        },
        sumToOne: true,
        needsNegatives: true,
        static (label, times) => label.RocArea(times));

    public static AreaMeasure PrecisionRecall { get; } = new(
        new()
        {
            Name = "pr_auc",
            Aliases = ["average_precision"],
            Description = "Mean, over the items of the class, of the precision at the value that each was given: average precision.",
            Formula = "sum over thresholds of (recall gained there) * precision there",
            Citation = "Davis and Goadrich, The relationship between precision-recall and ROC curves, ICML 2006",
            Reference = "scikit-learn 1.2.1 average_precision_score (0 there and undefined here where a class has no item)",
            Denominator = "Items of the class; undefined where a class has none",
        },
        sumToOne: false,
        needsNegatives: false,
        static (label, times) => label.AveragePrecision(times));

    public MetricDefinition Definition { get; } = definition with
    {
        Input = MetricInput.Probabilities,
        Aggregation = MetricAggregation.Whole,
        MissingValue = double.NaN,
        Parameters =
        [
            MetricParameter.Choice(
                "average", "macro", ["macro", "weighted"], "over three or more classes: their plain mean, or weighted by their items"),
        ],
    };

    public Func<IReadOnlyList<ClassProbabilities>, PreparedSet> For(MetricArguments arguments)
    {
        var weighted = string.Equals(arguments.Choice("average"), "weighted", StringComparison.Ordinal);
        return items =>
        {
            var classes = items[0].Values.Count;
            Check(items, classes);
            if (needsNegatives && items.All(item => item.Actual == items[0].Actual))
            {
                return PreparedSet.Without(items.Count, $"all items have class {items[0].Actual}");
            }

            for (var c = classes == 2 ? 1 : 0; c < classes; c++)
            {
                if (items.All(item => item.Actual != c))
                {
                    return PreparedSet.Without(items.Count, $"no item has class {c}");
                }
            }

            RankedClass[] labels = classes == 2 ? [new(items, 1)] : [.. Enumerable.Range(0, classes).Select(c => new RankedClass(items, c))];
            return new(items.Count, times => Average(labels, times, weighted));
        };
    }

    private double Average(RankedClass[] labels, ReadOnlySpan<int> times, bool weighted)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var label in labels)
        {
            var weight = weighted ? label.Positives(times) : 1;
            sum += weight * area(label, times);
            weights += weight;
        }

        return sum / weights;
    }

    private void Check(IReadOnlyList<ClassProbabilities> items, int classes)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Values.Count != classes)
            {
                throw new InvalidItemException(
                    $"{Definition.Name} of item {i + 1}: it has values for {items[i].Values.Count} classes, and the first item for {classes}.");
            }

            // As numpy.allclose(1, sum) has it, which is what the reference asks of three or more classes.
            var total = items[i].Values.Sum();
            if (sumToOne && classes > 2 && Math.Abs(1 - total) > 1e-8 + (1e-5 * Math.Abs(total)))
            {
                throw new InvalidItemException($"{Definition.Name} of item {i + 1}: the probabilities of its classes must sum to 1, not to {total}.");
            }
        }
    }
}
