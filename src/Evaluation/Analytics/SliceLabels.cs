using System.Globalization;
using BenchHub.Evaluation.Statistics;

namespace BenchHub.Evaluation.Analytics;

/// <summary>Items that share a value.</summary>
/// <param name="Value">For people.</param>
/// <param name="Items">Their indexes, ascending.</param>
public sealed record Slice(string Value, int[] Items);

/// <summary>Parts a set of items by what is known of each.</summary>
public static class SliceLabels
{
    /// <summary>Slices beyond so many are taken together.</summary>
    public const int Most = 50;

    public const string Missing = "(none)";
    public const string Other = "(other)";

    /// <summary>Numbers of so few different values are names; more are parted at their quartiles.</summary>
    private const int FewNumbers = 12;

    /// <summary>
    /// By name: the most frequent first, equal ones in order of their names; the last ones are those beyond <see cref="Most"/> together and
    /// the items without a name. An item with several names is in several slices; one with a single name or none is in exactly one.
    /// </summary>
    public static IReadOnlyList<Slice> ByName(IReadOnlyList<IReadOnlyList<string>> names)
    {
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var missing = new List<int>();
        for (var i = 0; i < names.Count; i++)
        {
            foreach (var name in names[i].Distinct(StringComparer.Ordinal))
            {
                (found.TryGetValue(name, out var items) ? items : found[name] = []).Add(i);
            }

            if (names[i].Count == 0)
            {
                missing.Add(i);
            }
        }

        var ordered = found.OrderByDescending(static entry => entry.Value.Count).ThenBy(static entry => entry.Key, StringComparer.Ordinal).ToList();
        var kept = ordered.Count > Most ? Most - 1 : ordered.Count;
        var slices = ordered.Take(kept).Select(static entry => new Slice(entry.Key, [.. entry.Value])).ToList();
        if (ordered.Count > kept)
        {
            slices.Add(new(Other, [.. ordered.Skip(kept).SelectMany(static entry => entry.Value).Distinct().Order()]));
        }

        return missing.Count == 0 ? slices : [.. slices, new(Missing, [.. missing])];
    }

    /// <summary>By number, the least first: each value by itself where there are at most twelve, else the four quarters, of which equal ones fall together.</summary>
    /// <param name="numbers">NaN where there is none.</param>
    public static IReadOnlyList<Slice> ByNumber(double[] numbers)
    {
        int[] order = [.. Enumerable.Range(0, numbers.Length).Where(i => !double.IsNaN(numbers[i])).OrderBy(i => numbers[i])];
        double[] sorted = [.. order.Select(i => numbers[i])];
        int[] missing = [.. Enumerable.Range(0, numbers.Length).Where(i => double.IsNaN(numbers[i]))];
        double[] edges = sorted.Distinct().Take(FewNumbers + 1).Count() <= FewNumbers
            ? [.. sorted.Distinct()]
            : [.. new[] { 0.25, 0.5, 0.75, 1 }.Select(q => Quantile.OfSorted(sorted, q)).Distinct()];
        var slices = new List<Slice>();
        for (int edge = 0, next = 0; edge < edges.Length; edge++)
        {
            var first = next;
            while (next < sorted.Length && sorted[next] <= edges[edge])
            {
                next++;
            }

            if (next > first)
            {
                slices.Add(new(Range(sorted[first], sorted[next - 1]), [.. order[first..next].Order()]));
            }
        }

        return missing.Length == 0 ? slices : [.. slices, new(Missing, missing)];
    }

    private static string Range(double low, double high) => low == high ? Number(low) : $"{Number(low)} – {Number(high)}";

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
