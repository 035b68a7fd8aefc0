namespace BenchHub.Evaluation.Metrics.Probabilities;

internal sealed class Brier : IItemMeasure<ClassProbabilities>
{
    public MetricDefinition Definition { get; } = new()
    {
        Name = "brier",
        Input = MetricInput.Probabilities,
        Parameters =
        [
            MetricParameter.Choice(
                "over", "classes", ["classes", "positive"], "whether the squares of all classes are summed, or that of class 1 of two counts"),
        ],
        Direction = MetricDirection.LowerIsBetter,
        Maximum = 2,
        Unit = "squared probability",
        Description = "Squared distance of the probabilities from certainty of the true class; for two classes half as much over the positive one.",
        Formula = "sum over classes c of (p(c) - [c is true])²; over=positive: (p(1) - [1 is true])²",
        Citation = "Brier, Verification of forecasts expressed in terms of probability, 1950",
        Reference = "lm-evaluation-harness brier_score; over=positive: scikit-learn 1.2.1 brier_score_loss",
        Denominator = "All items that have probabilities",
        MissingValue = double.NaN,
    };

    public Func<ClassProbabilities, double> For(MetricArguments arguments) =>
        string.Equals(arguments.Choice("over"), "positive", StringComparison.Ordinal) ? OverPositive : OverClasses;

    private static double OverClasses(ClassProbabilities item)
    {
        var sum = 0.0;
        for (var c = 0; c < item.Required().Values.Count; c++)
        {
            sum += Square(item.Values[c] - (c == item.Actual ? 1 : 0));
        }

        return sum;
    }

    private static double OverPositive(ClassProbabilities item) => item.Required().Values.Count == 2
        ? Square(item.Values[1] - item.Actual)
        : throw new InvalidItemException($"over=positive is for two classes, not {item.Values.Count}.");

    private static double Square(double x) => x * x;
}
