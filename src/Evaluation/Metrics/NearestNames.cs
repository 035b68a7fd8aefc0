namespace BenchHub.Evaluation.Metrics;

/// <summary>Known names that a mistyped one may have meant.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>
    /// At most three names, nearest first: those within a third of the typed length by edit distance (Levenshtein, 1966;
    /// two rows, O(length²) each), or that begin as the typed name does. Empty when nothing is near.
    /// </summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> known)
    {
        // A longer text is no typing error and would only cost time.
        if (typed.Length > 40)
        {
            return [];
        }

        return [.. known
            .Select(name => (Name: name, Distance: Resembles(typed, name) ? 1 : Distance(typed, name)))
            .Where(candidate => candidate.Distance <= Math.Max(1, typed.Length / 3))
            .OrderBy(static candidate => candidate.Distance)
            .ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(static candidate => candidate.Name)];
    }

    private static bool Resembles(string typed, string name) =>
        (typed.Length >= 3 && name.StartsWith(typed, StringComparison.Ordinal))
        || (name.Length >= 3 && typed.StartsWith(name, StringComparison.Ordinal));

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substituted, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
