using System.Globalization;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Tests.Golden;

/// <summary>Judgements, run and trec_eval's values, read without any code under test.</summary>
internal sealed class TrecGolden
{
    public required Dictionary<string, Judgements> Judged { get; init; }

    public required Dictionary<string, List<ScoredDocument>> Run { get; init; }

    /// <summary>Value by (trec_eval measure, query); the query <c>all</c> is the mean.</summary>
    public required Dictionary<(string Measure, string Query), string> Values { get; init; }

    public static TrecGolden Load(string valuesFile) => new()
    {
        Judged = Rows(SharedFolder.Find("golden/ir/qrels.txt"), ' ')
            .GroupBy(static row => row[0])
            .ToDictionary(static query => query.Key, static query => new Judgements(query.Select(
                static row => KeyValuePair.Create(row[2], int.Parse(row[3], CultureInfo.InvariantCulture))))),
        Run = Rows(SharedFolder.Find("golden/ir/run.txt"), ' ')
            .GroupBy(static row => row[0])
            .ToDictionary(static query => query.Key, static query => query.Select(
                static row => new ScoredDocument(row[2], double.Parse(row[4], CultureInfo.InvariantCulture))).ToList()),
        Values = Rows(SharedFolder.Find($"golden/ir/{valuesFile}"), '\t')
            .Where(static row => row.Length == 3)
            .ToDictionary(static row => (row[0].Trim(), row[1]), static row => row[2]),
    };

    /// <summary>trec_eval 9 prints no line for a query that is missing from the run, though <c>-c</c> counts it as 0.</summary>
    public double Value(string measure, string query) =>
        Values.TryGetValue((measure, query), out var value) ? double.Parse(value, CultureInfo.InvariantCulture)
        : Run.ContainsKey(query) ? throw new KeyNotFoundException($"{measure} of {query}")
        : 0;

    private static IEnumerable<string[]> Rows(string file, char separator) =>
        File.ReadLines(file).Select(line => line.Split(separator, StringSplitOptions.RemoveEmptyEntries));
}
