using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Chat completions and completions as OpenAI defines them; the base address ends with <c>/v1</c>.</summary>
/// <param name="prefix">Comes before the paths, for those who are registered without <c>/v1</c>.</param>
internal sealed class OpenAiProtocol(string prefix = "") : IModelProtocol
{
    private const string Newer = "max_completion_tokens";

    public ModelProvider Provider => ModelProvider.OpenAi;

    public string ReachPath => $"{prefix}models";

    public ModelCall Call(ModelSpec model, ModelRequest request)
    {
        var body = new JsonObject { ["model"] = model.Name };
        if (request.Continuation is { } continuation)
        {
            // The prompt comes back with the log-likelihood of each of its tokens; one token more is the least that can be asked for.
            body["prompt"] = request.Prompt + continuation;
            body["echo"] = true;
            body["logprobs"] = 1;
            body["max_tokens"] = 1;
            body["temperature"] = 0;
            return new($"{prefix}completions", body.With(model), Streams: false);
        }

        if (request.Prompt is { } prompt)
        {
            body["prompt"] = prompt;
        }
        else
        {
            body["messages"] = new JsonArray([.. RequestFields.Conversation(model, request)
                .Select(static turn => new JsonObject { ["role"] = turn.Role, ["content"] = turn.Text })]);
        }

        body.Set("temperature", request.Temperature ?? model.Temperature);
        body.Set("top_p", request.TopP ?? model.TopP);
        body.Set("max_tokens", request.MaxTokens ?? model.MaxTokens);
        body.Set("seed", request.Seed ?? model.Seed);
        body.SetList("stop", request.Stop);
        if (model.Streams)
        {
            body["stream"] = true;
            body["stream_options"] = new JsonObject { ["include_usage"] = true };
        }

        return new(prefix + (request.Prompt is null ? "chat/completions" : "completions"), Renamed(body, model), model.Streams);
    }

    public ModelReply Read(JsonElement answer, ModelRequest request)
    {
        var choices = answer.NeededList("choices");
        var choice = choices.Length > 0 ? choices[0] : throw new AnswerFormatException("'choices' is empty");
        var tokens = Usage(answer);
        if (request.Continuation is { } continuation)
        {
            var (likelihood, isGreedy) = EchoedTokens.Of(choice, tokens.Output).Tail(request.Prompt, continuation);
            return new("", choice.Text("finish_reason"), tokens) { LogLikelihood = likelihood, IsGreedy = isGreedy };
        }

        if (request.Prompt is not null)
        {
            return new(choice.Text("text") ?? throw new AnswerFormatException("the first choice has no 'text'"), Finish(choice), tokens);
        }

        var message = choice.Object("message") ?? throw new AnswerFormatException("the first choice has no 'message'");
        return new(Content(message), Finish(choice), tokens) { Tools = [.. Tools(message)] };
    }

    public ModelReply ReadPiece(JsonElement data, ModelRequest request)
    {
        var tokens = Usage(data);
        var choice = data.List("choices").FirstOrDefault();
        var delta = choice.Object("delta");
        return new(delta is { } said ? Content(said) : choice.Text("text") ?? "", Finish(choice), tokens)
        {
            Tools = delta is { } asked ? [.. Tools(asked)] : [],
        };
    }

    // Newer models refuse max_tokens; who registers the newer name gets the limit under it.
    private static JsonObject Renamed(JsonObject body, ModelSpec model)
    {
        var limit = body["max_tokens"]?.DeepClone();
        body.With(model);
        if (model.Extra.ContainsKey(Newer) && limit is not null)
        {
            body.Remove("max_tokens");
            body[Newer] = limit;
        }

        return body;
    }

    // A text, or a list of parts; a refusal is what the model said as well.
    private static string Content(JsonElement message) =>
        message.Text("content") is { Length: > 0 } content ? content
        : string.Concat(message.List("content").Select(static part => part.Text("text"))) is { Length: > 0 } parts ? parts
        : message.Text("refusal") ?? "";

    private static IEnumerable<string> Tools(JsonElement message) => message.List("tool_calls")
        .Select(static call => call.Object("function"))
        .Append(message.Object("function_call"))
        .Select(static function => function?.Text("name"))
        .OfType<string>();

    private static string? Finish(JsonElement choice) => choice.Text("finish_reason") switch
    {
        "function_call" => FinishReasons.ToolCalls,
        "eos_token" or "stop_sequence" or "eos" => FinishReasons.Stop,
        "max_tokens" => FinishReasons.Length,
        "" => null,
        var word => word,
    };

    private static ToldTokens Usage(JsonElement answer)
    {
        var usage = answer.Object("usage");
        return new(usage.Count("prompt_tokens"), usage?.Object("prompt_tokens_details").Count("cached_tokens"), usage.Count("completion_tokens"));
    }
}
