using System.Text.Json;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

internal static class VectorReader
{
    /// <returns>At least one number, all finite.</returns>
    /// <exception cref="AnswerFormatException">The answer holds no such list.</exception>
    public static double[] Read(ReadOnlyMemory<byte> body, EmbedMapping mapping)
    {
        using var json = AnswerJson.Parse(body);
        var list = AnswerJson.List(json.RootElement, mapping.Vector, "embedding", "embed.vector");
        var vector = list.EnumerateArray().Select(Number).ToArray();
        return vector.Length > 0 ? vector : throw new AnswerFormatException("the vector is empty");
    }

    private static double Number(JsonElement value, int index) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new AnswerFormatException($"element [{index}] of the vector is {AnswerJson.Kind(value)}, not a finite number");
}
