using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>
/// Output of OpenAI's Batch API, its error file, or both in one: a line for each <c>custom_id</c>, of chats, completions or responses.
/// The requests are not in it.
/// </summary>
internal sealed class OpenAiBatchOutput : IOutputFormat
{
    public const string Tool = "openai-batch";

    public string Name => Tool;

    public async IAsyncEnumerable<ToolAnswer> Read(OutputFile file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Tool = Tool;
        await foreach (var line in JsonLines.Read(file, cancellation).ConfigureAwait(false))
        {
            yield return Answer(line);
        }
    }

    private static ToolAnswer Answer(OutputFields line)
    {
        if (!line.Has("custom_id"))
        {
            throw line.Fail($"This is no output of a batch: it lacks \"custom_id\".{OutputFormats.Guess(line.Has)}");
        }

        if (!line.Has("response") && !line.Has("error"))
        {
            throw line.Fail(line.Has("body") ? "This is a request of a batch, not its output; download the batch's output file." : "The field \"response\" is missing.");
        }

        var (id, response) = (line.Id("custom_id"), line.Object("response"));
        var body = response?.Object("body");
        var error = Error(line) ?? (body is { } said ? Error(said) : null);
        var status = (int)(response?.Number("status_code") ?? 200);
        if (error is not null || status is < 200 or > 299 || body is null)
        {
            return new("", id, line.Line) { Error = error ?? $"The provider answered with status {status}." };
        }

        return new("", id, line.Line) { Outputs = Outputs(body.Value) };
    }

    private static string? Error(OutputFields at) => at.Value("error") switch
    {
        { ValueKind: JsonValueKind.Object } error => error.TryGetProperty("message", out var message) ? message.ToString() : error.GetRawText(),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => null,
    };

    private static ToolOutput[] Outputs(OutputFields body)
    {
        ToolOutput[] outputs = body.List("choices") is { } choices
            ? [.. choices.Select(choice => Choice(body with { Json = choice, At = $"{body.At}.choices" }))]
            : body.List("output") is { } items ? [new(string.Concat(items.Select(item => Message(body with { Json = item, At = $"{body.At}.output" }))))]
            : throw body.Fail("choices", "is missing; answers of chats, completions and responses are understood.");
        if (outputs.Length > 0 && body.Object("usage") is { } usage)
        {
            outputs[0] = outputs[0] with
            {
                InputTokens = usage.Count(usage.Has("prompt_tokens") ? "prompt_tokens" : "input_tokens"),
                CachedTokens = (usage.Object("prompt_tokens_details") ?? usage.Object("input_tokens_details"))?.Count("cached_tokens") ?? 0,
                OutputTokens = usage.Count(usage.Has("completion_tokens") ? "completion_tokens" : "output_tokens"),
            };
        }

        return outputs;
    }

    private static ToolOutput Choice(OutputFields choice) => new(choice.Object("message") is { } message ? ChatText.Of(message, "content") : choice.Text("text") ?? "")
    {
        FinishReason = choice.Text("finish_reason"),
    };

    private static string Message(OutputFields item) => item.Json.ValueKind is JsonValueKind.Object && item.Has("content") ? ChatText.Of(item, "content") : "";
}
