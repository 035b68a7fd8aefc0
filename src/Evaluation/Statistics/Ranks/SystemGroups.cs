namespace BenchHub.Evaluation.Statistics.Ranks;

/// <summary>
/// Groups of systems that tests could not tell apart: the largest sets in which no pair differs significantly. Drawn as bars
/// they make a critical-difference diagram (Demšar, 2006), written as letters a compact display (Piepho, 2004).
/// </summary>
/// <remarks>
/// Two systems share a group exactly where their pair is not significant. Being in one group does not make systems equal. By
/// Bron and Kerbosch with Tomita's pivot; O(k²) for the nearly ordered pairs that tests give, but contrived pairs have
/// 3^(k/3) groups, so more than <see cref="Most"/> are refused. No system: no group. No significant pair: one group.
/// </remarks>
public static class SystemGroups
{
    public const int Most = 1_000;

    /// <param name="order">The systems' places in the order in which groups list them: best mean (or mean rank) first.</param>
    /// <param name="significant">The pairs that differ, either way round.</param>
    /// <returns>Each group in the order given; the group with the best system first.</returns>
    /// <exception cref="StatisticRefusedException">More than <see cref="Most"/> groups.</exception>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<int> order, IEnumerable<(int A, int B)> significant)
    {
        var apart = significant.SelectMany(static pair => new[] { pair, (pair.B, pair.A) }).ToHashSet();
        int[][] together = [.. Enumerable.Range(0, order.Count).Select(x =>
            Enumerable.Range(0, order.Count).Where(y => x != y && !apart.Contains((order[x], order[y]))).ToArray())];
        var groups = new List<int[]>();
        Expand([], [.. Enumerable.Range(0, order.Count)], [], together, groups);
        groups.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return groups.ConvertAll(group => Array.ConvertAll(group, place => order[place]));
    }

    /// <summary>
    /// The letters of each system, by its place: a for the first group, b for the second, after z a2, b2, … Systems differ
    /// significantly exactly where they have no letter in common.
    /// </summary>
    public static string[] Letters(IReadOnlyList<int[]> groups, int systems) =>
        [.. Enumerable.Range(0, systems).Select(system => string.Concat(
            groups.Select((group, i) => group.Contains(system) ? Letter(i) : "")))];

    // Every group that holds all of `chosen`, some of `open` and none of `done`.
    private static void Expand(int[] chosen, int[] open, int[] done, int[][] together, List<int[]> groups)
    {
        if (open.Length == 0)
        {
            if (done.Length == 0 && chosen.Length > 0)
            {
                groups.Add([.. chosen.Order()]);
                RequireFew(groups.Count);
            }

            return;
        }

        var pivot = open.Concat(done).MaxBy(system => together[system].Intersect(open).Count());
        foreach (var system in open.Except(together[pivot]).ToArray())
        {
            Expand([.. chosen, system], [.. open.Intersect(together[system])], [.. done.Intersect(together[system])], together, groups);
            open = [.. open.Where(other => other != system)];
            done = [.. done, system];
        }
    }

    private static void RequireFew(int groups)
    {
        if (groups > Most)
        {
            throw new StatisticRefusedException(
                $"The significant pairs leave more than {Most:N0} groups of systems; look at the pairs, or compare fewer systems.");
        }
    }

    private static string Letter(int group) => $"{(char)('a' + (group % 26))}{(group < 26 ? "" : $"{(group / 26) + 1}")}";
}
