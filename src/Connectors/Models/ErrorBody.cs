using System.Text.Json;
using BenchHub.Connectors.Net;
using BenchHub.Connectors.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>What a provider says of an error, in a body of its own or in the middle of a stream.</summary>
/// <param name="Words">Its type, code and reasons, in lower case, as they stand.</param>
/// <param name="Message">For people.</param>
/// <param name="Status">The HTTP status that the body itself names.</param>
/// <param name="RetryAfter">What the body asks for.</param>
internal sealed record ErrorBody(string Words, string? Message, int? Status, TimeSpan? RetryAfter)
{
    /// <returns>Null where the body is no JSON that names an error.</returns>
    public static ErrorBody? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = AnswerJson.Parse(body);
            return Read(json.RootElement);
        }
        catch (AnswerFormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// <c>{"error": {…}}</c> (OpenAI, Anthropic, Gemini, also in a list), <c>{"error": "…", "error_type": "…"}</c> (Hugging
    /// Face, Ollama), <c>{"object": "error", "message": …}</c> (older vLLM), <c>{"detail": "…"}</c> (FastAPI).
    /// </summary>
    public static ErrorBody? Read(JsonElement root)
    {
        root = root.ValueKind is JsonValueKind.Array ? root.EnumerateArray().FirstOrDefault() : root;
        if (root.Object("error") is { } error)
        {
            return Of(error, root);
        }

        var said = root.Text("error") ?? root.List("error").FirstOrDefault().AsText() ?? root.Text("detail");
        return said is not null ? Of(root, root) with { Message = said }
            : root.Text("object") == "error" || root.Text("type") == "error" ? Of(root, root)
            : null;
    }

    private static ErrorBody Of(JsonElement error, JsonElement root)
    {
        string?[] words =
        [
            error.Text("type"), error.Text("code"), error.Text("status"), root.Text("error_type"),
            .. error.List("details").Select(static detail => detail.Text("reason")),
        ];
        var wait = error.List("details").Select(static detail => detail.Text("retryDelay")).FirstOrDefault(static delay => delay is not null);
        var status = ((JsonElement?)error).Count("code");
        return new(
            string.Join(' ', words.OfType<string>()).ToLowerInvariant(),
            error.Text("message"),
            status is >= 400 and < 600 ? status : null,
            wait is null ? null : RetryAfterHeaders.Duration(wait));
    }
}
