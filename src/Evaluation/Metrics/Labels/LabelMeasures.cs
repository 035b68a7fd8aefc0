namespace BenchHub.Evaluation.Metrics.Labels;

internal static class LabelMeasures
{
    private const string NoItems = "there are no items";

    public static IEnumerable<IMeasure> All =>
    [
        new Accuracy(),
        new ClassificationMeasure(
            new()
            {
                Name = "balanced_accuracy",
                Description = "Mean over the true classes of the share of their items that were recognised.",
                Formula = "mean over classes c of (hits of c / items of c)",
                Citation = "Brodersen et al., The balanced accuracy and its posterior distribution, ICPR 2010",
                Reference = "scikit-learn 1.2.1 balanced_accuracy_score",
                Denominator = "Classes that are true of an item; one that is only predicted is not in the mean",
            },
            static (counts, _) => counts.BalancedAccuracy(),
            NoItems),
        Averaged("precision", "hits of c / predictions of c", static scores => scores.Precision),
        Averaged("recall", "hits of c / items of c", static scores => scores.Recall),
        Averaged("f1", "2 P R / (P + R) of c", static scores => scores.F1),
        new ClassificationMeasure(
            new()
            {
                Name = "mcc",
                Aliases = ["matthews_corrcoef"],
                Minimum = -1,
                Unit = "correlation",
                Description = "Correlation of true and predicted classes; 0 is chance, 1 perfect.",
                Formula = "(hits n - sum t p) / sqrt((n² - sum t²)(n² - sum p²)), t and p the true and predicted counts of a class",
                Citation = "Matthews, BBA 1975; Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient, 2004",
                Reference = "scikit-learn 1.2.1 matthews_corrcoef",
                Denominator = "0 where all items have one class or were given one, as in the reference",
            },
            static (counts, _) => counts.Matthews(),
            NoItems),
        new ClassificationMeasure(
            new()
            {
                Name = "cohen_kappa",
                Minimum = -1,
                Unit = "agreement beyond chance",
                Description = "Agreement of true and predicted classes beyond what chance would give; 0 is chance, 1 perfect.",
                Formula = "(accuracy - chance) / (1 - chance), chance = sum of t p / n²",
                Citation = "Cohen, A coefficient of agreement for nominal scales, 1960",
                Reference = "scikit-learn 1.2.1 cohen_kappa_score",
                Denominator = "1 - chance; undefined where all items have one class and were given it",
            },
            static (counts, _) => counts.Kappa(),
            "all items have one class and were given it, so that chance alone agrees"),
    ];

    private static ClassificationMeasure Averaged(string name, string formula, Func<ClassScores, double> part) => new(
        new()
        {
            Name = $"label_{name}",
            Parameters =
            [
                MetricParameter.Choice("average", "macro", ["macro", "micro", "weighted"], "how the classes' values become one"),
                MetricParameter.Choice("zero_division", "0", ["0", "1"], "what a class without predictions (precision) or items (recall) counts as")
                    with { AlwaysShown = false },
            ],
            Description = $"{char.ToUpperInvariant(name[0])}{name[1..]} of the classes: macro is their plain mean, weighted one by their items, "
                + "micro from all counts together.",
            Formula = $"average over classes c of ({formula})",
            Citation = "Sokolova and Lapalme, A systematic analysis of performance measures for classification tasks, 2009",
            Reference = $"scikit-learn 1.2.1 {name}_score",
            Denominator = "Classes that are true of an item or were predicted; 0/0 counts as zero_division, and F1 as 0 where P and R are 0",
        },
        (counts, arguments) => part(counts.Scores(
            Enum.Parse<ClassAverage>(arguments.Choice("average"), ignoreCase: true), arguments.Number("zero_division"))),
        NoItems);
}
