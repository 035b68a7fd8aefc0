namespace BenchHub.Evaluation.Metrics.Labels;

/// <summary>
/// How often each class was taken for each. Immutable; parts of a data set merge to the whole: <c>Of(a).Merge(Of(b))</c> equals
/// <c>Of(a ++ b)</c>, in any order.
/// </summary>
/// <remarks>Only cells that occur are kept: O(classes + distinct pairs) of space, however many labels a model makes up.</remarks>
public sealed class ConfusionMatrix
{
    private readonly Dictionary<LabelPair, long> _cells;
    private readonly string[] _classes;

    private ConfusionMatrix(Dictionary<LabelPair, long> cells)
    {
        _cells = cells;
        _classes = [.. cells.Keys.SelectMany(static cell => new[] { cell.True, cell.Predicted }).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Counts = new(_classes.Length);
        foreach (var (cell, times) in cells)
        {
            Counts.Add(IndexOf(cell.True), cell.Predicted is { } predicted ? IndexOf(predicted) : ClassCounts.NoClass, times);
        }
    }

    /// <summary>Every class that is true of an item or was predicted, by ordinal order.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>What accuracy, F1 and the like come from.</summary>
    public ClassCounts Counts { get; }

    /// <summary>How many items of class <paramref name="actual"/> were taken for <paramref name="predicted"/>; null for no class at all.</summary>
    public long this[string actual, string? predicted] => _cells.GetValueOrDefault(new(actual, predicted));

    /// <summary>O(n).</summary>
    public static ConfusionMatrix Of(IEnumerable<LabelPair> items)
    {
        var cells = new Dictionary<LabelPair, long>();
        foreach (var item in items)
        {
            cells[item] = cells.GetValueOrDefault(item) + 1;
        }

        return new(cells);
    }

    /// <summary>O(cells).</summary>
    public ConfusionMatrix Merge(ConfusionMatrix other)
    {
        var cells = new Dictionary<LabelPair, long>(_cells);
        foreach (var (cell, times) in other._cells)
        {
            cells[cell] = cells.GetValueOrDefault(cell) + times;
        }

        return new(cells);
    }

    /// <summary>The cells that occur, by true class and then by predicted class, no class first.</summary>
    public IEnumerable<KeyValuePair<LabelPair, long>> Cells() => _cells
        .OrderBy(static cell => cell.Key.True, StringComparer.Ordinal)
        .ThenBy(static cell => cell.Key.Predicted, StringComparer.Ordinal);

    private int IndexOf(string label) => Array.BinarySearch(_classes, label, StringComparer.Ordinal);
}
