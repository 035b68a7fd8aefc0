using System.Text.Json;

namespace BenchHub.Evaluation.Metrics.Text.Answers;

/// <summary>JSON values by their meaning: members in any order, numbers by value.</summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    private JsonValueComparer()
    {
    }

    public static JsonValueComparer Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    public int GetHashCode(JsonElement obj) => obj.ValueKind switch
    {
        JsonValueKind.Number => obj.GetDouble().GetHashCode(),
        JsonValueKind.String => obj.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Array => obj.EnumerateArray().Aggregate(17, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        JsonValueKind.Object => obj.EnumerateObject().Aggregate(
            19, (hash, member) => hash ^ HashCode.Combine(member.Name.GetHashCode(StringComparison.Ordinal), GetHashCode(member.Value))),
        _ => (int)obj.ValueKind,
    };
}
