using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Labels;
using BenchHub.Evaluation.Metrics.Likelihoods;
using BenchHub.Evaluation.Metrics.Probabilities;
using BenchHub.Evaluation.Metrics.Text.Answers;

namespace BenchHub.Evaluation.Tasks;

/// <summary>What answers to questions with choices are worth, be they likelihoods or a letter.</summary>
internal static class ChoiceAnswers
{
    /// <summary>By likelihoods; for a letter only <c>acc</c> is defined.</summary>
    public static TaskMeasure Accuracy(Metric metric, IItemMeasure<ChoiceLikelihoods> measure)
    {
        var score = measure.For(metric.Arguments);
        var isPlain = metric.Definition.Name == "acc";
        return TaskMeasure.Mean(item => item.Request.IsLettered
            ? isPlain && item.Extracted is not null ? IsRight(item, Letter(item)) : double.NaN
            : HasLikelihoods(item)
                ? score(new(item.Request.Options, item.Answers.LogLikelihoods, item.Request.Golds, item.Answers.Unconditional))
                : double.NaN);
    }

    /// <summary>Whether a right choice is the very text that the model would have said, or its letter was.</summary>
    public static double ExactMatch(TaskItem item) => item.Request.IsLettered
        ? item.Extracted is null ? double.NaN : IsRight(item, Letter(item))
        : item.Answers.Greedy.Count == item.Request.Options.Count
            ? item.Request.Golds.Any(gold => item.Answers.Greedy[gold]) ? 1 : 0
            : double.NaN;

    /// <summary>The likelihoods of the choices, made to sum up to 1.</summary>
    public static TaskMeasure Probabilities(Metric metric, IItemMeasure<ClassProbabilities> measure)
    {
        var score = measure.For(metric.Arguments);
        return TaskMeasure.Mean(item => !item.Request.IsLettered && HasLikelihoods(item)
            ? score(new(Softmax(item.Answers.LogLikelihoods), item.Request.Golds[0]))
            : double.NaN);
    }

    public static TaskMeasure Label(Metric metric, IItemMeasure<LabelPair> measure)
    {
        var score = measure.For(metric.Arguments);
        return TaskMeasure.Mean(item => IsAnswered(item) ? score(Pair(item.Request.Golds[0], Chosen(item))) : double.NaN);
    }

    /// <summary>Of all items at once: an item counts its true and its chosen class, both from 1, 0 being none.</summary>
    public static TaskMeasure Labels(Metric metric, ISetMeasure<LabelPair> measure)
    {
        var prepare = measure.For(metric.Arguments);
        return new(
            2,
            static (item, counts) =>
            {
                if (IsAnswered(item))
                {
                    (counts[0], counts[1]) = (item.Request.Golds[0] + 1, (Chosen(item) ?? -1) + 1);
                }

                return double.NaN;
            },
            rows => prepare([.. rows.Select(static row => Pair((int)row[0] - 1, row[1] == 0 ? null : (int)row[1] - 1))]));
    }

    private static LabelPair Pair(int actual, int? chosen) => new(actual.ToString(), chosen?.ToString());

    private static bool IsAnswered(TaskItem item) => item.Request.IsLettered ? item.Extracted is not null : HasLikelihoods(item);

    // The most likely choice, the first of equals.
    private static int? Chosen(TaskItem item)
    {
        if (item.Request.IsLettered)
        {
            return Letter(item);
        }

        var best = 0;
        for (var i = 1; i < item.Answers.LogLikelihoods.Count; i++)
        {
            best = item.Answers.LogLikelihoods[i] > item.Answers.LogLikelihoods[best] ? i : best;
        }

        return best;
    }

    private static bool HasLikelihoods(TaskItem item) =>
        item.Answers.LogLikelihoods.Count == item.Request.Options.Count && !item.Answers.LogLikelihoods.Any(double.IsNaN);

    private static int? Letter(TaskItem item) => ChoiceLabel.Of(item.Extracted!, item.Request.Options.Count);

    private static double IsRight(TaskItem item, int? choice) => choice is { } chosen && item.Request.Golds.Contains(chosen) ? 1 : 0;

    private static double[] Softmax(IReadOnlyList<double> likelihoods)
    {
        var greatest = likelihoods.Max();
        double[] weights = [.. likelihoods.Select(likelihood => Math.Exp(likelihood - greatest))];
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
