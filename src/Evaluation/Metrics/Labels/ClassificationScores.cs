namespace BenchHub.Evaluation.Metrics.Labels;

/// <summary>
/// Scores of a classification from its counts, equal to scikit-learn 1.2.1, where a prediction of no class is a class of its own
/// that is left out of <c>labels</c>. All O(classes); all NaN where there are no items.
/// </summary>
public static class ClassificationScores
{
    /// <summary>Share of the items whose class was predicted.</summary>
    public static double Accuracy(this ClassCounts counts) => (double)counts.Correct / counts.Total;

    /// <summary>Mean recall of the classes that occur as true ones (Brodersen et al., 2010).</summary>
    public static double BalancedAccuracy(this ClassCounts counts)
    {
        var (sum, classes) = (0.0, 0);
        for (var c = 0; c < counts.Actual.Length; c++)
        {
            if (counts.Actual[c] > 0)
            {
                sum += (double)counts.Hits[c] / counts.Actual[c];
                classes++;
            }
        }

        return sum / classes;
    }

    /// <summary>
    /// Correlation of true and predicted classes, from -1 to 1 (Matthews, 1975; for several classes Gorodkin, 2004). 0 where all items
    /// have one class or were given one, as scikit-learn has it.
    /// </summary>
    public static double Matthews(this ClassCounts counts)
    {
        double n = counts.Total, unpredicted = counts.Unpredicted;
        double both = 0, actual = 0, predicted = unpredicted * unpredicted;
        for (var c = 0; c < counts.Actual.Length; c++)
        {
            both += (double)counts.Actual[c] * counts.Predicted[c];
            actual += (double)counts.Actual[c] * counts.Actual[c];
            predicted += (double)counts.Predicted[c] * counts.Predicted[c];
        }

        var spread = ((n * n) - actual) * ((n * n) - predicted);
        return n == 0 ? double.NaN : spread == 0 ? 0 : ((counts.Correct * n) - both) / Math.Sqrt(spread);
    }

    /// <summary>Agreement beyond chance of true and predicted classes (Cohen, 1960). NaN where both are one class throughout.</summary>
    public static double Kappa(this ClassCounts counts)
    {
        double n = counts.Total, chance = 0;
        for (var c = 0; c < counts.Actual.Length; c++)
        {
            chance += (double)counts.Actual[c] * counts.Predicted[c];
        }

        return ((counts.Correct * n) - chance) / ((n * n) - chance);
    }

    /// <summary>Precision, recall and F1, averaged over the classes that are true of an item or were predicted.</summary>
    /// <param name="counts">Of the items.</param>
    /// <param name="average">How classes are put together.</param>
    /// <param name="zeroDivision">
    /// What a precision without predictions and a recall without items count as: 0 (scikit-learn's default) or 1. F1 is 0 where
    /// precision and recall both are.
    /// </param>
    public static ClassScores Scores(this ClassCounts counts, ClassAverage average, double zeroDivision = 0)
    {
        if (counts.Total == 0)
        {
            return new(double.NaN, double.NaN, double.NaN);
        }

        if (average == ClassAverage.Micro)
        {
            return Of(counts.Correct, counts.Total - counts.Unpredicted, counts.Total, zeroDivision);
        }

        var (precision, recall, f1, weights) = (0.0, 0.0, 0.0, 0.0);
        for (var c = 0; c < counts.Actual.Length; c++)
        {
            if (counts.Actual[c] + counts.Predicted[c] > 0)
            {
                var weight = average == ClassAverage.Weighted ? counts.Actual[c] : 1.0;
                var scores = Of(counts.Hits[c], counts.Predicted[c], counts.Actual[c], zeroDivision);
                precision += weight * scores.Precision;
                recall += weight * scores.Recall;
                f1 += weight * scores.F1;
                weights += weight;
            }
        }

        return new(precision / weights, recall / weights, f1 / weights);
    }

    private static ClassScores Of(long hits, long predicted, long actual, double zeroDivision)
    {
        var precision = predicted == 0 ? zeroDivision : (double)hits / predicted;
        var recall = actual == 0 ? zeroDivision : (double)hits / actual;
        return new(precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
    }
}

/// <summary>How the classes' values become one.</summary>
public enum ClassAverage
{
    /// <summary>Plain mean over the classes.</summary>
    Macro,

    /// <summary>From the counts of all classes together.</summary>
    Micro,

    /// <summary>Mean over the classes, weighted by how many items have them.</summary>
    Weighted,
}

public sealed record ClassScores(double Precision, double Recall, double F1);
