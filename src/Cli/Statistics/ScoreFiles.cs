using BenchHub.Cli.Datasets;
using BenchHub.Cli.Hub;
using BenchHub.Evaluation.Formats;

namespace BenchHub.Cli.Statistics;

/// <summary>Score files of several systems, brought into one order of items.</summary>
/// <param name="Names">Of the systems: the files' names without their ending.</param>
/// <param name="Columns">One score per item and system; NaN where it is undefined.</param>
internal sealed record ScoreFiles(IReadOnlyList<string> Names, IReadOnlyList<double[]> Columns)
{
    /// <exception cref="HubException">A file is missing or empty, or the files are not about the same items.</exception>
    /// <exception cref="MalformedInputException">A line cannot be read.</exception>
    public static async Task<ScoreFiles> Read(IReadOnlyList<string> paths, string field, string idField, CancellationToken ct)
    {
        var files = new List<(string Name, List<ScoreRecord> Scores)>();
        foreach (var path in paths)
        {
            files.Add((Path.GetFileName(path), await Read(path, field, idField, ct)));
        }

        var (firstName, first) = files[0];
        return new(
            Told(paths),
            [.. files.Select(file => file.Scores.TrueForAll(static score => score.Id is not null) && first.TrueForAll(static score => score.Id is not null)
                ? ById(firstName, first, file.Name, file.Scores)
                : ByLine(firstName, first, file.Name, file.Scores, idField))]);
    }

    /// <summary>Scores of two systems on the items that both define.</summary>
    public (double[] A, double[] B) Common(string a, string b)
    {
        var (left, right) = (Columns[Index(a)], Columns[Index(b)]);
        int[] both = [.. Enumerable.Range(0, left.Length).Where(i => !double.IsNaN(left[i]) && !double.IsNaN(right[i]))];
        return ([.. both.Select(i => left[i])], [.. both.Select(i => right[i])]);
    }

    private int Index(string name) => Names.ToList().IndexOf(name);

    private static async Task<List<ScoreRecord>> Read(string path, string field, string idField, CancellationToken ct)
    {
        var file = DatasetFiles.Existing(path);
        using var reader = file.OpenText();
        var scores = new List<ScoreRecord>();
        await foreach (var score in ScoreLines.ReadAsync(reader, file.Name, field, idField, ct))
        {
            scores.Add(score);
        }

        return scores.Count > 0 ? scores : throw new HubException($"{file.Name} has no scores.");
    }

    private static double[] ById(string firstName, List<ScoreRecord> first, string name, List<ScoreRecord> scores)
    {
        var byId = scores.ToDictionary(static score => score.Id!, static score => score.Score, StringComparer.Ordinal);
        if (first.Find(score => !byId.ContainsKey(score.Id!)) is { } missing)
        {
            throw new HubException($"{name} has no item '{missing.Id}', which stands in {firstName}, line {missing.Line}; paired tests need the same items in all files.");
        }

        if (scores.Count > first.Count)
        {
            var known = first.Select(static score => score.Id).ToHashSet(StringComparer.Ordinal);
            var extra = scores.First(score => !known.Contains(score.Id));
            throw new HubException($"{firstName} has no item '{extra.Id}', which stands in {name}, line {extra.Line}; paired tests need the same items in all files.");
        }

        return [.. first.Select(score => byId[score.Id!])];
    }

    private static double[] ByLine(string firstName, List<ScoreRecord> first, string name, List<ScoreRecord> scores, string idField) =>
        scores.Count == first.Count ? [.. scores.Select(static score => score.Score)] : throw new HubException(
            $"{firstName} has {first.Count} scores and {name} has {scores.Count}. Without a field \"{idField}\" in every line the lines are paired in their order, so there must be as many.");

    // Two files of one name from different folders need their paths to be told apart.
    private static string[] Told(IReadOnlyList<string> paths)
    {
        string[] names = [.. paths.Select(static path => Path.GetFileNameWithoutExtension(path))];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : [.. paths];
    }
}
