using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>Chat completions and completions as OpenAI defines them; the base address ends with <c>/v1</c>.</summary>
internal sealed class OpenAiProtocol : IModelProtocol
{
    public ModelProvider Provider => ModelProvider.OpenAi;

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
            return new("completions", With(model, body));
        }

        if (request.Prompt is { } prompt)
        {
            body["prompt"] = prompt;
        }
        else
        {
            body["messages"] = new JsonArray([.. Turns(model, request).Select(static turn => new JsonObject { ["role"] = turn.Role, ["content"] = turn.Text })]);
        }

        Set(body, "temperature", request.Temperature ?? model.Temperature);
        Set(body, "top_p", request.TopP ?? model.TopP);
        Set(body, "max_tokens", request.MaxTokens ?? model.MaxTokens);
        Set(body, "seed", request.Seed ?? model.Seed);
        if (request.Stop.Count > 0)
        {
            body["stop"] = new JsonArray([.. request.Stop.Select(static text => JsonValue.Create(text))]);
        }

        return new(request.Prompt is null ? "chat/completions" : "completions", With(model, body));
    }

    public ModelReply Read(JsonElement answer, ModelRequest request)
    {
        var choice = AnswerJson.List(answer, "choices", "choices", "choices") is var choices && choices.GetArrayLength() > 0
            ? choices[0]
            : throw new AnswerFormatException("'choices' is empty");
        var tokens = OpenAiUsage.Read(answer);
        if (request.Continuation is not null)
        {
            var (likelihood, isGreedy) = EchoedLikelihood.Read(choice, request.Prompt!.Length);
            return new("", Word(choice, "finish_reason"), tokens, likelihood, isGreedy);
        }

        var text = request.Prompt is null
            ? choice.TryGetProperty("message", out var message) ? Word(message, "content") : throw new AnswerFormatException("the first choice has no 'message'")
            : Word(choice, "text");
        return new(text ?? "", Word(choice, "finish_reason"), tokens);
    }

    private static IEnumerable<ModelTurn> Turns(ModelSpec model, ModelRequest request) =>
        model.Instruction is { } instruction ? request.Turns.Prepend(new("system", instruction)) : request.Turns;

    private static JsonObject With(ModelSpec model, JsonObject body)
    {
        foreach (var (field, json) in model.Extra)
        {
            body[field] = JsonNode.Parse(json);
        }

        return body;
    }

    private static void Set<T>(JsonObject body, string field, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            body[field] = JsonValue.Create(given);
        }
    }

    private static string? Word(JsonElement parent, string field) =>
        parent.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? AnswerJson.Text(value, field) : null;
}
