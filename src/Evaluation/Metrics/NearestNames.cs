namespace BenchHub.Evaluation.Metrics;

/// <summary>Known names that a mistyped one may have meant.</summary>
internal static class NearestNames
{
    /// <summary>
    /// The nearest names, all at one distance: those that begin as the typed one does, or else those within a third of its
    /// length by edit distance with swapped neighbours (Damerau, 1964). Empty when nothing is near. O(length²) each.
    /// </summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> known)
    {
        // A longer text is no typing error and would only cost time.
        if (typed.Length > 40)
        {
            return [];
        }

        return known
            .Select(name => (Name: name, Distance: Resembles(typed, name) ? 0 : Distance(typed, name)))
            .Where(candidate => candidate.Distance <= Math.Max(1, typed.Length / 3))
            .GroupBy(static candidate => candidate.Distance, static candidate => candidate.Name)
            .MinBy(static group => group.Key)?
            .Order(StringComparer.Ordinal)
            .ToArray() ?? [];
    }

    private static bool Resembles(string typed, string name) =>
        (typed.Length >= 3 && name.StartsWith(typed, StringComparison.Ordinal))
        || (name.Length >= 3 && typed.StartsWith(name, StringComparison.Ordinal));

    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(i, j);
            }
        }

        return cost[a.Length, b.Length];

        int Cheapest(int i, int j)
        {
            var edited = Math.Min(cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
            return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(edited, cost[i - 2, j - 2] + 1) : edited;
        }
    }
}
