using System.Text.Json;
using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Chaos;

/// <summary>Datasets of any size out of the example collection: answers and scores differ between items, and are the same in each run.</summary>
internal static class Material
{
    public const string Collection = "evaluation-ko-en";

    public static DirectoryInfo Examples { get; } = new(Path.Combine(AppContext.BaseDirectory, "examples", Collection));

    /// <summary>A BEIR folder with so many judged queries.</summary>
    public static DirectoryInfo Queries(DirectoryInfo folder, int items)
    {
        if (!Examples.Exists)
        {
            throw new HubException($"The example collection is missing at {Examples.FullName}; build the project again.");
        }

        var made = folder.CreateSubdirectory("queries");
        var queries = File.ReadLines(Path.Combine(Examples.FullName, "queries.jsonl")).Select(static line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(static query => query.GetProperty("_id").GetString()!, static query => query.GetProperty("text").GetString()!);
        var judged = File.ReadLines(Path.Combine(Examples.FullName, "qrels", "test.tsv")).Skip(1).Select(static line => line.Split('\t'))
            .GroupBy(static fields => fields[0]).Where(group => queries.ContainsKey(group.Key)).ToList();
        File.Copy(Path.Combine(Examples.FullName, "corpus.jsonl"), Path.Combine(made.FullName, "corpus.jsonl"), overwrite: true);
        using var texts = File.CreateText(Path.Combine(made.FullName, "queries.jsonl"));
        using var qrels = File.CreateText(Path.Combine(made.CreateSubdirectory("qrels").FullName, "test.tsv"));
        qrels.Write("query-id\tcorpus-id\tscore\n");
        for (var i = 0; i < items; i++)
        {
            var original = judged[i % judged.Count];
            texts.Write($"{JsonSerializer.Serialize(new { _id = $"{original.Key}-{i}", text = queries[original.Key] })}\n");
            foreach (var fields in original)
            {
                qrels.Write($"{original.Key}-{i}\t{fields[1]}\t{fields[2]}\n");
            }
        }

        return made;
    }

    /// <summary>Questions of which every third is answered wrongly by who always says 4.</summary>
    public static FileInfo Questions(DirectoryInfo folder, int items)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "questions.jsonl"));
        File.WriteAllLines(file.FullName, Enumerable.Range(0, items).Select(static i =>
            JsonSerializer.Serialize(new { question = $"What is {i} + 4 - {i}?", answer = i % 3 == 0 ? "5" : "4" })));
        return file;
    }
}
