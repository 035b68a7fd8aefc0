using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Tasks;

/// <param name="Request">What was asked.</param>
/// <param name="Answers">What came back.</param>
/// <param name="Extracted">The answer in words that counts; null where there is none.</param>
internal sealed record TaskItem(TaskPrompt Request, TaskAnswers Answers, string? Extracted);

/// <summary>Gives an item's value, NaN where it has none, and writes its counts over zeros.</summary>
internal delegate double TaskItemScore(TaskItem item, Span<double> counts);

/// <summary>A metric of the catalog, fed with what a task's answers are.</summary>
/// <param name="Width">How many counts an item has.</param>
/// <param name="Score">Of one item.</param>
/// <param name="Together">Makes the counts of items, one after the other, a set with a value; null where their mean is meant.</param>
internal sealed record TaskMeasure(int Width, TaskItemScore Score, Func<double[][], PreparedSet>? Together = null)
{
    /// <summary>The mean of the items' values; an item counts its value and 1.</summary>
    public static TaskMeasure Mean(Func<TaskItem, double> score) => new(2, (item, counts) =>
    {
        var value = score(item);
        (counts[0], counts[1]) = double.IsNaN(value) ? (0, 0) : (value, 1);
        return value;
    });

    /// <summary>A function of summed counts.</summary>
    /// <param name="width">How many there are.</param>
    /// <param name="score">Of one item.</param>
    /// <param name="pooled">Of the sums.</param>
    public static TaskMeasure Pooled(int width, TaskItemScore score, PooledValue pooled) => new(width, score, rows =>
        new PooledCounts([.. Enumerable.Range(0, width).Select(j => Array.ConvertAll(rows, row => row[j]))], pooled).Prepare(rows.Length));
}
