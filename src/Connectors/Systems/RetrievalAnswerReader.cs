using System.Text.Json;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>From the bytes of an answer to documents, as <see cref="RetrieveMapping"/> describes it.</summary>
internal sealed class RetrievalAnswerReader(RetrieveMapping mapping, bool withText)
{
    private readonly JsonPath _id = JsonPath.Parse(mapping.DocumentId);
    private readonly JsonPath _score = JsonPath.Parse(mapping.Score);
    private readonly JsonPath _text = JsonPath.Parse(mapping.Text);

    /// <returns>The first <paramref name="topK"/> documents; what stands behind them is not looked at.</returns>
    /// <exception cref="AnswerFormatException">The answer does not have the shape.</exception>
    public IReadOnlyList<RetrievedDocument> Read(ReadOnlyMemory<byte> body, int topK)
    {
        using var json = AnswerJson.Parse(body);
        var list = AnswerJson.List(json.RootElement, mapping.Results, "results", "retrieve.results");
        var count = Math.Min(topK, list.GetArrayLength());
        var documents = new List<RetrievedDocument>(count);
        var rankById = new Dictionary<string, int>(count);
        var scored = 0;
        foreach (var entry in list.EnumerateArray().Take(count))
        {
            var rank = documents.Count + 1;
            var id = Id(entry, rank);
            if (!rankById.TryAdd(id, rank))
            {
                throw new AnswerFormatException($"document '{Shown(id)}' stands at ranks {rankById[id]} and {rank}");
            }

            var score = Score(entry, rank);
            scored += score is null ? 0 : 1;
            if (scored != 0 && scored != rank)
            {
                throw new AnswerFormatException(
                    $"the document at rank {(score is null ? rank : rank - 1)} has no score (retrieve.score is '{mapping.Score}') while others have one");
            }

            documents.Add(new(id, score ?? count - rank + 1, withText ? Text(entry, rank) : null));
        }

        return documents;
    }

    private string Id(JsonElement entry, int rank)
    {
        if (!_id.TryFind(entry, out var id, out var missing))
        {
            throw new AnswerFormatException(
                $"the document at rank {rank} has no id: {missing} (retrieve.documentId is '{mapping.DocumentId}')");
        }

        return id.ValueKind switch
        {
            JsonValueKind.Number => id.GetRawText(),
            JsonValueKind.String when AnswerJson.Text(id, $"the id at rank {rank}") is { Length: > 0 } text => text,
            JsonValueKind.String => throw new AnswerFormatException($"the id at rank {rank} is empty"),
            _ => throw new AnswerFormatException($"the id at rank {rank} is {AnswerJson.Kind(id)}, not a text or a number"),
        };
    }

    private double? Score(JsonElement entry, int rank)
    {
        if (!_score.TryFind(entry, out var score, out _) || score.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return score.ValueKind is JsonValueKind.Number && score.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new AnswerFormatException($"the score at rank {rank} is {Shown(score.GetRawText())}, not a finite number");
    }

    private string? Text(JsonElement entry, int rank) =>
        _text.TryFind(entry, out var text, out _) && text.ValueKind is JsonValueKind.String
            ? AnswerJson.Text(text, $"the text at rank {rank}")
            : null;

    private static string Shown(string text) => Net.Excerpt.Of(text, []);
}
