using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>
/// Anthropic's messages; the base address ends with <c>/v1</c>. There are neither likelihoods nor a seed, and a text to go
/// on with is asked as what the user says.
/// </summary>
internal sealed class AnthropicProtocol : IModelProtocol
{
    // The interface demands a limit; this one is used where neither task nor registration gives one.
    private const int UnboundedAnswer = 4096;

    public ModelProvider Provider => ModelProvider.Anthropic;

    public string ReachPath => "models";

    public IReadOnlyDictionary<string, string> Headers { get; } =
        ImmutableDictionary<string, string>.Empty.Add("anthropic-version", "2023-06-01");

    public ModelCall Call(ModelSpec model, ModelRequest request)
    {
        if (request.Continuation is not null)
        {
            throw new NotSupportedException("Anthropic tells no likelihood of a given text; let the task ask for the letter of a choice instead.");
        }

        var turns = RequestFields.Conversation(model, request).ToLookup(static turn => turn.Role == "system");
        var body = new JsonObject
        {
            ["model"] = model.Name,
            ["max_tokens"] = request.MaxTokens ?? model.MaxTokens ?? UnboundedAnswer,
            ["messages"] = new JsonArray([.. turns[false].Select(static turn => new JsonObject { ["role"] = turn.Role, ["content"] = turn.Text })]),
        };
        if (turns[true].Any())
        {
            body["system"] = string.Join("\n\n", turns[true].Select(static turn => turn.Text));
        }

        body.Set("temperature", request.Temperature ?? model.Temperature);
        body.Set("top_p", request.TopP ?? model.TopP);
        body.SetList("stop_sequences", request.Stop);
        if (model.Streams)
        {
            body["stream"] = true;
        }

        return new("messages", body.With(model), model.Streams);
    }

    public ModelReply Read(JsonElement answer, ModelRequest request)
    {
        var content = answer.NeededList("content");
        return new(
            string.Concat(content.Where(static block => block.Text("type") == "text").Select(static block => block.Text("text"))),
            Finish(answer), Usage(answer))
        {
            Tools = [.. content.Select(Tool).OfType<string>()],
        };
    }

    public ModelReply ReadPiece(JsonElement data, ModelRequest request) => data.Text("type") switch
    {
        "message_start" when data.Object("message") is { } message => new("", null, Usage(message)),
        "content_block_start" when data.Object("content_block") is { } block =>
            new(block.Text("type") == "text" ? block.Text("text") ?? "" : "") { Tools = Tool(block) is { } tool ? [tool] : [] },
        "content_block_delta" when data.Object("delta") is { } delta && delta.Text("type") == "text_delta" => new(delta.Text("text") ?? ""),
        "message_delta" => new("", data.Object("delta") is { } delta ? Finish(delta) : null, Usage(data)),
        "message_stop" => new() { IsEnd = true },
        _ => new(),
    };

    private static string? Tool(JsonElement block) => block.Text("type") is "tool_use" or "server_tool_use" ? block.Text("name") ?? "?" : null;

    private static string? Finish(JsonElement message) => message.Text("stop_reason") switch
    {
        "end_turn" or "stop_sequence" => FinishReasons.Stop,
        "max_tokens" or "model_context_window_exceeded" => FinishReasons.Length,
        "refusal" => FinishReasons.ContentFilter,
        "tool_use" => FinishReasons.ToolCalls,
        var word => word,
    };

    // input_tokens leaves out what was read from the cache or written to it.
    private static ToldTokens Usage(JsonElement message)
    {
        var usage = message.Object("usage");
        var cached = usage.Count("cache_read_input_tokens");
        return new(usage.Count("input_tokens") + (cached ?? 0) + (usage.Count("cache_creation_input_tokens") ?? 0), cached, usage.Count("output_tokens"));
    }
}
