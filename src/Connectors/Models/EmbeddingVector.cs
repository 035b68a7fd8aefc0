using System.Text.Json;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

internal static class EmbeddingVector
{
    /// <returns>At least one number, all finite.</returns>
    /// <exception cref="AnswerFormatException">It is no such vector.</exception>
    public static float[] Read(JsonElement[] numbers, int text) => numbers.Length > 0
        ? [.. numbers.Select((number, place) => number.ValueKind is JsonValueKind.Number && number.TryGetSingle(out var value) && float.IsFinite(value)
            ? value
            : throw new AnswerFormatException($"element [{place}] of the vector of text {text + 1} is {AnswerJson.Kind(number)}, not a finite number"))]
        : throw new AnswerFormatException($"the vector of text {text + 1} is empty");

    /// <exception cref="AnswerFormatException">A vector has another length than the first, or than was asked for.</exception>
    public static void CheckLengths(IReadOnlyList<float[]> vectors, int? dimensions)
    {
        var length = dimensions ?? vectors[0].Length;
        if (vectors.Index().FirstOrDefault(vector => vector.Item.Length != length) is { Item: { } other } odd)
        {
            throw new AnswerFormatException(dimensions is null
                ? $"the vector of text {odd.Index + 1} has {other.Length} numbers, and that of text 1 has {length}"
                : $"the vector of text {odd.Index + 1} has {other.Length} numbers, and embedding.dimensions is {length}");
        }
    }
}
