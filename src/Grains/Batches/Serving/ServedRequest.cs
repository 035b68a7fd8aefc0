using System.Globalization;
using System.Text.Json;
using BenchHub.Connectors.Models;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>A line, or its body, is not as it must be.</summary>
internal sealed class BadLineException(string code, string message, string? param = null) : Exception(message)
{
    public string Code { get; } = code;

    public string? Param { get; } = param;
}

/// <summary>One request line of an input file.</summary>
/// <param name="CustomId">The asker's name of it.</param>
/// <param name="Model">Id or name of a registered system.</param>
/// <param name="Body">What is asked.</param>
internal sealed record ServedRequest(string CustomId, string Model, JsonElement Body)
{
    public const string Chat = "/v1/chat/completions";
    public const string Completions = "/v1/completions";

    // What concerns the provider's books or its service, and not the answer.
    private static readonly HashSet<string> Ignored = ["model", "user", "metadata", "store", "service_tier", "safety_identifier", "prompt_cache_key"];

    // What a body may say as long as it asks for nothing that is missing here.
    private static readonly Dictionary<string, string> Plain = new()
    {
        ["n"] = "1",
        ["best_of"] = "1",
        ["stream"] = "false",
        ["logprobs"] = "false",
        ["echo"] = "false",
        ["presence_penalty"] = "0",
        ["frequency_penalty"] = "0",
    };

    /// <exception cref="BadLineException">The line cannot be part of a batch.</exception>
    public static ServedRequest Parse(byte[] line, string endpoint)
    {
        var root = Json(line);
        var id = Text(root, "custom_id") ?? throw new BadLineException("missing_required_parameter", "The line has no text 'custom_id'.", "custom_id");
        if (Text(root, "method") != "POST")
        {
            throw new BadLineException("invalid_method", "The field 'method' must be POST.", "method");
        }

        if (Text(root, "url") is var url && url != endpoint)
        {
            throw new BadLineException("mismatched_endpoint", $"The url is '{url}'; this batch is for {endpoint}.", "url");
        }

        if (!root.TryGetProperty("body", out var body) || body.ValueKind is not JsonValueKind.Object)
        {
            throw new BadLineException("missing_required_parameter", "The line has no object 'body'.", "body");
        }

        return new(id, Text(body, "model") ?? throw new BadLineException("missing_required_parameter", "The body has no text 'model'; it names a registered system.", "body.model"), body);
    }

    /// <exception cref="BadLineException">The body asks for what the hub does not offer.</exception>
    public ModelRequest ToModel(string endpoint)
    {
        var request = new ModelRequest();
        foreach (var field in Body.EnumerateObject())
        {
            if (field.Value.ValueKind is JsonValueKind.Null || Ignored.Contains(field.Name))
            {
                continue;
            }

            request = field.Name switch
            {
                "messages" when endpoint == Chat => request with { Turns = [.. List(field).Select(Turn)] },
                "prompt" when endpoint == Completions => request with { Prompt = String(field) },
                "temperature" => request with { Temperature = Number(field) },
                "top_p" => request with { TopP = Number(field) },
                "max_tokens" or "max_completion_tokens" => request with { MaxTokens = Whole(field) },
                "seed" => request with { Seed = Whole(field) },
                "stop" => request with { Stop = field.Value.ValueKind is JsonValueKind.String ? [String(field)] : [.. List(field).Select(static text => Said(text, "stop"))] },
                var name when Plain.TryGetValue(name, out var plain) && field.Value.GetRawText() is var raw && (raw == plain || raw == $"{plain}.0") => request,
                var name => throw new BadLineException(
                    "unsupported_parameter", $"The hub does not offer '{name}'{(Plain.TryGetValue(name, out var plain) ? $" other than {plain}" : "")} in a batch.", name),
            };
        }

        return request.Turns.Count > 0 || request.Prompt is not null
            ? request
            : throw new BadLineException("missing_required_parameter", endpoint == Chat ? "The body has no 'messages'." : "The body has no text 'prompt'.", endpoint == Chat ? "messages" : "prompt");
    }

    private static ModelTurn Turn(JsonElement message)
    {
        if (message.ValueKind is not JsonValueKind.Object)
        {
            throw new BadLineException("invalid_type", "A message is no object.", "messages");
        }

        var role = Text(message, "role") switch
        {
            "system" or "developer" => "system",
            "user" => "user",
            "assistant" => "assistant",
            var other => throw new BadLineException("invalid_value", $"The hub does not know the role '{other}'; it is system, developer, user or assistant.", "messages"),
        };
        return message.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String or JsonValueKind.Array
            ? new(role, content.ValueKind is JsonValueKind.String ? Said(content, "messages") : string.Concat(content.EnumerateArray().Select(Part)))
            : throw new BadLineException("invalid_type", "A message has no content; the hub takes a text or a list of texts.", "messages");
    }

    private static string Part(JsonElement part) => part.ValueKind is JsonValueKind.Object && Text(part, "type") == "text" && Text(part, "text") is { } text
        ? text
        : throw new BadLineException("unsupported_parameter", "The hub takes parts of the type text only.", "messages");

    private static JsonElement Json(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind is JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw new BadLineException("invalid_json_line", "The line is no JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new BadLineException("invalid_json_line", $"The line is not JSON: {wrong.Message}");
        }
    }

    private static string? Text(JsonElement parent, string field) =>
        parent.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? Said(value, field) : null;

    // An escape of half a character is JSON and no text.
    private static string Said(JsonElement value, string field)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new BadLineException("invalid_type", $"'{field}' is no text.", field);
        }
    }

    private static string String(JsonProperty field) => field.Value.ValueKind is JsonValueKind.String ? Said(field.Value, field.Name) : throw Wrong(field, "a text");

    private static JsonElement.ArrayEnumerator List(JsonProperty field) => field.Value.ValueKind is JsonValueKind.Array ? field.Value.EnumerateArray() : throw Wrong(field, "a list");

    private static double Number(JsonProperty field) =>
        field.Value.ValueKind is JsonValueKind.Number && field.Value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong(field, "a number");

    private static int Whole(JsonProperty field) =>
        field.Value.ValueKind is JsonValueKind.Number && field.Value.TryGetInt32(out var number) ? number : throw Wrong(field, "a whole number");

    private static BadLineException Wrong(JsonProperty field, string what) => new(
        "invalid_type", string.Create(CultureInfo.InvariantCulture, $"The field '{field.Name}' must be {what}."), field.Name);
}
