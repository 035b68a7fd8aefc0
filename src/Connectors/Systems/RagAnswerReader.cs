using System.Text.Json;
using BenchHub.Systems;

namespace BenchHub.Connectors.Systems;

/// <summary>From the bytes of an answer to its text and its contexts, as <see cref="AnswerMapping"/> describes it.</summary>
internal sealed class RagAnswerReader(AnswerMapping mapping)
{
    private readonly JsonPath _text = JsonPath.Parse(mapping.Text);
    private readonly JsonPath _contexts = JsonPath.Parse(mapping.Contexts);
    private readonly JsonPath _contextText = JsonPath.Parse(mapping.ContextText);

    /// <exception cref="AnswerFormatException">The answer does not have the shape.</exception>
    public (string Text, IReadOnlyList<string> Contexts) Read(ReadOnlyMemory<byte> body)
    {
        using var json = AnswerJson.Parse(body);
        return (Text(json.RootElement), mapping.Contexts.Length == 0 ? [] : Contexts(json.RootElement));
    }

    private string Text(JsonElement root) =>
        !_text.TryFind(root, out var text, out var missing) ? throw new AnswerFormatException($"{missing} (answer.text is '{mapping.Text}')")
        : text.ValueKind is JsonValueKind.String ? AnswerJson.Text(text, $"'{mapping.Text}'")
        : throw new AnswerFormatException($"'{mapping.Text}' is {AnswerJson.Kind(text)}, not a text (answer.text)");

    // A service that found nothing says null or an empty list; one that says nothing at all is registered wrongly.
    private string[] Contexts(JsonElement root)
    {
        if (!_contexts.TryFind(root, out var list, out var missing))
        {
            throw new AnswerFormatException($"{missing} (answer.contexts is '{mapping.Contexts}'; leave it empty if the service tells no contexts)");
        }

        return list.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. list.EnumerateArray().Select(Context)],
            _ => throw new AnswerFormatException($"'{mapping.Contexts}' is {AnswerJson.Kind(list)}, not a list (answer.contexts)"),
        };
    }

    private string Context(JsonElement context, int index)
    {
        var where = $"the context at rank {index + 1}";
        switch (context.ValueKind)
        {
            case JsonValueKind.String:
                return AnswerJson.Text(context, where);
            case JsonValueKind.Object when !_contextText.TryFind(context, out _, out var missing):
                throw new AnswerFormatException($"{where} has no text: {missing} (answer.contextText is '{mapping.ContextText}')");
            case JsonValueKind.Object:
                _contextText.TryFind(context, out var text, out _);
                return text.ValueKind is JsonValueKind.String
                    ? AnswerJson.Text(text, $"the text of {where}")
                    : throw new AnswerFormatException($"the text of {where} is {AnswerJson.Kind(text)}, not a text (answer.contextText is '{mapping.ContextText}')");
            default:
                throw new AnswerFormatException($"{where} is {AnswerJson.Kind(context)}, not a text or an object");
        }
    }
}
