using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>
/// Google's <c>generateContent</c>; the base address ends with <c>/v1beta</c>. There are no likelihoods of a given text, and
/// a text to go on with is asked as what the user says.
/// </summary>
internal sealed class GeminiProtocol : IModelProtocol
{
    public ModelProvider Provider => ModelProvider.Gemini;

    public string ReachPath => "models";

    public ModelCall Call(ModelSpec model, ModelRequest request)
    {
        if (request.Continuation is not null)
        {
            throw new NotSupportedException("Gemini tells no likelihood of a given text; let the task ask for the letter of a choice instead.");
        }

        var turns = RequestFields.Conversation(model, request).ToLookup(static turn => turn.Role == "system");
        var body = new JsonObject
        {
            ["contents"] = new JsonArray([.. turns[false].Select(static turn => Content(turn.Role == "assistant" ? "model" : "user", [turn]))]),
        };
        if (turns[true].Any())
        {
            body["systemInstruction"] = Content(role: null, turns[true]);
        }

        var settings = new JsonObject();
        settings.Set("temperature", request.Temperature ?? model.Temperature);
        settings.Set("topP", request.TopP ?? model.TopP);
        settings.Set("maxOutputTokens", request.MaxTokens ?? model.MaxTokens);
        settings.Set("seed", request.Seed ?? model.Seed);
        settings.SetList("stopSequences", request.Stop);
        body["generationConfig"] = settings;
        var name = model.Name.StartsWith("models/", StringComparison.Ordinal) ? model.Name["models/".Length..] : model.Name;
        var path = $"models/{Uri.EscapeDataString(name)}:{(model.Streams ? "streamGenerateContent?alt=sse" : "generateContent")}";
        return new(path, body.With(model), model.Streams);
    }

    public ModelReply Read(JsonElement answer, ModelRequest request) =>
        answer.List("candidates").Any() || answer.Object("promptFeedback") is not null
            ? ReadPiece(answer, request)
            : throw new AnswerFormatException("it has no 'candidates'");

    public ModelReply ReadPiece(JsonElement data, ModelRequest request)
    {
        var candidate = data.List("candidates").FirstOrDefault();
        JsonElement[] parts = candidate.Object("content") is { } content ? [.. content.List("parts")] : [];
        return new(
            string.Concat(parts.Where(static part => !part.IsTrue("thought")).Select(static part => part.Text("text"))),
            data.Object("promptFeedback")?.Text("blockReason") is null ? Finish(candidate) : FinishReasons.ContentFilter,
            Usage(data))
        {
            Tools = [.. parts.Select(static part => part.Object("functionCall")?.Text("name")).OfType<string>()],
        };
    }

    private static JsonObject Content(string? role, IEnumerable<ModelTurn> turns)
    {
        var content = new JsonObject { ["parts"] = new JsonArray([.. turns.Select(static turn => new JsonObject { ["text"] = turn.Text })]) };
        if (role is not null)
        {
            content["role"] = role;
        }

        return content;
    }

    private static string? Finish(JsonElement candidate) => candidate.Text("finishReason") switch
    {
        null or "FINISH_REASON_UNSPECIFIED" => null,
        "STOP" => FinishReasons.Stop,
        "MAX_TOKENS" => FinishReasons.Length,
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "IMAGE_SAFETY" => FinishReasons.ContentFilter,
        var word => word.ToLowerInvariant(),
    };

    // What a model thinks is paid for as an answer.
    private static ToldTokens Usage(JsonElement answer)
    {
        var usage = answer.Object("usageMetadata");
        var (said, thought) = (usage.Count("candidatesTokenCount"), usage.Count("thoughtsTokenCount"));
        return new(
            usage.Count("promptTokenCount") + (usage.Count("toolUsePromptTokenCount") ?? 0),
            usage.Count("cachedContentTokenCount"),
            said is null && thought is null ? null : (said ?? 0) + (thought ?? 0));
    }
}
