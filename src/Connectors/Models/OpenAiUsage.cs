using System.Text.Json;

namespace BenchHub.Connectors.Models;

/// <summary>The field <c>usage</c> of an answer, which some servers leave out.</summary>
internal static class OpenAiUsage
{
    public static ModelTokens? Read(JsonElement answer)
    {
        if (!answer.TryGetProperty("usage", out var usage) || usage.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        var cached = usage.TryGetProperty("prompt_tokens_details", out var details) && details.ValueKind is JsonValueKind.Object
            ? Number(details, "cached_tokens")
            : 0;
        return new(Number(usage, "prompt_tokens"), cached, Number(usage, "completion_tokens"));
    }

    private static int Number(JsonElement parent, string field) =>
        parent.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? Math.Max(0, number) : 0;
}
