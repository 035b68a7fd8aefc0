using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>
/// Text generation inference: <c>/generate</c> for a text to go on with, and its <c>/v1/chat/completions</c> for a
/// conversation, since only the server knows the model's chat template. The base address is the server's root.
/// </summary>
internal sealed class HuggingFaceProtocol : IModelProtocol
{
    private readonly OpenAiProtocol _chat = new("v1/");

    public ModelProvider Provider => ModelProvider.HuggingFace;

    public string ReachPath => "info";

    public ModelCall Call(ModelSpec model, ModelRequest request)
    {
        if (request.Prompt is not { } prompt)
        {
            return _chat.Call(model, request);
        }

        var settings = new JsonObject { ["details"] = true, ["return_full_text"] = false };
        if (request.Continuation is null)
        {
            // Sampling is asked for by a temperature, which must then be above 0.
            var temperature = request.Temperature ?? model.Temperature;
            settings.Set("do_sample", temperature > 0 ? true : temperature is null ? (bool?)null : false);
            settings.Set("temperature", temperature > 0 ? temperature : null);
            settings.Set("top_p", request.TopP ?? model.TopP);
            settings.Set("max_new_tokens", request.MaxTokens ?? model.MaxTokens);
            settings.Set("seed", (long?)(request.Seed ?? model.Seed));
            settings.SetList("stop", request.Stop);
        }
        else
        {
            settings["decoder_input_details"] = true;
            settings["max_new_tokens"] = 1;
        }

        var streams = model.Streams && request.Continuation is null;
        var body = new JsonObject { ["inputs"] = prompt + request.Continuation, ["parameters"] = settings };
        return new(streams ? "generate_stream" : "generate", body.With(model), streams);
    }

    public ModelReply Read(JsonElement answer, ModelRequest request)
    {
        if (request.Prompt is null)
        {
            return _chat.Read(answer, request);
        }

        var first = answer.ValueKind is JsonValueKind.Array ? answer.EnumerateArray().FirstOrDefault() : answer;
        var details = first.Object("details");
        JsonElement[] prefill = details is { } known ? [.. known.List("prefill")] : [];
        var tokens = new ToldTokens(prefill.Length > 0 ? prefill.Length : null, null, details.Count("generated_tokens"));
        if (request.Continuation is { } continuation)
        {
            var (likelihood, _) = new EchoedTokens([.. prefill.Select(Token)]).Tail(request.Prompt, continuation);
            return new("", Finish(details), tokens) { LogLikelihood = likelihood };
        }

        return new(first.Text("generated_text") ?? throw new AnswerFormatException("it has no 'generated_text'"), Finish(details), tokens);
    }

    public ModelReply ReadPiece(JsonElement data, ModelRequest request)
    {
        if (request.Prompt is null)
        {
            return _chat.ReadPiece(data, request);
        }

        var details = data.Object("details");
        return new(
            data.Object("token") is { } token && !token.IsTrue("special") ? token.Text("text") ?? "" : "",
            Finish(details),
            new(details.Count("input_length"), null, details.Count("generated_tokens")))
        {
            IsEnd = data.Text("generated_text") is not null,
        };
    }

    private static EchoedToken Token(JsonElement token) => EchoedToken.Of(Part(token, "text"), Part(token, "logprob"), top: default);

    private static JsonElement Part(JsonElement token, string field) =>
        token.ValueKind is JsonValueKind.Object && token.TryGetProperty(field, out var part) ? part : default;

    private static string? Finish(JsonElement? details) => details?.Text("finish_reason") switch
    {
        "eos_token" or "stop_sequence" => FinishReasons.Stop,
        var word => word,
    };
}
