using System.Collections.Immutable;
using System.Text.Json;

namespace BenchHub.SampleRag;

/// <summary>The documents of a collection, in the order of their ids so that a lower index wins a tie.</summary>
public sealed class Corpus(IEnumerable<Document> documents)
{
    public const string FileName = "corpus.jsonl";

    public ImmutableArray<Document> Documents { get; } = [.. documents.OrderBy(static d => d.Id, StringComparer.Ordinal)];

    /// <summary>Reads <c>corpus.jsonl</c> (<c>_id</c>, <c>title</c>, <c>text</c>) of a BEIR folder.</summary>
    /// <exception cref="SampleRagException">The file is missing, or a line is wrong; the message names it.</exception>
    public static Corpus Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new SampleRagException($"There is no {FileName} in {Path.GetFullPath(folder)}.");
        }

        var lineById = new Dictionary<string, int>();
        var documents = new List<Document>();
        var line = 0;
        foreach (var json in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(json))
            {
                continue;
            }

            var document = Parse(json, path, line);
            if (!lineById.TryAdd(document.Id, line))
            {
                throw new SampleRagException(
                    $"{path}:{line}: the id '{document.Id}' already stands in line {lineById[document.Id]}.");
            }

            documents.Add(document);
        }

        return documents.Count > 0 ? new(documents) : throw new SampleRagException($"{path} has no documents.");
    }

    private static Document Parse(string json, string path, int line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            var id = Field(parsed.RootElement, "_id");
            return string.IsNullOrEmpty(id)
                ? throw new SampleRagException($"{path}:{line}: the document has no _id.")
                : new(id, Field(parsed.RootElement, "title") ?? "", Field(parsed.RootElement, "text") ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new SampleRagException($"{path}:{line}: not a JSON object with text fields: {wrong.Message}", wrong);
        }
    }

    private static string? Field(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) ? value.GetString() : null;
}
