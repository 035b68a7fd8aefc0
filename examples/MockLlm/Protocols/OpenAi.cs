using System.Text;
using System.Text.Json;

namespace BenchHub.MockLlm;

/// <summary>What OpenAI's paths have in common.</summary>
internal static class OpenAi
{
    public static readonly StreamEvent Done = new(null, "[DONE]"u8.ToArray());

    private const int MostPieces = 1000;

    public static (int Status, byte[] Body) Error(Failure failure) => (failure.Status, Json.Object(json => json.WriteObject("error", error =>
    {
        error.WriteString("message", failure.Sentence);
        error.WriteString("type", failure switch
        {
            { Code: Failure.Quota } => Failure.Quota,
            { Status: 429 } => "rate_limit_error",
            { Status: >= 500 } => "server_error",
            _ => "invalid_request_error",
        });
        error.WriteNull("param");
        error.WriteString("code", failure.Code);
    })));

    public static string? Word(Finish finish) => finish switch
    {
        Finish.Length => "length",
        Finish.ContentFilter => "content_filter",
        Finish.ToolCalls => "tool_calls",
        _ => "stop",
    };

    public static void Head(Utf8JsonWriter json, Reply reply, string prefix, string kind)
    {
        json.WriteString("id", prefix + reply.Id);
        json.WriteString("object", kind);
        json.WriteNumber("created", reply.Created);
        json.WriteString("model", reply.Ask.Model);
    }

    public static void Usage(Utf8JsonWriter json, Reply reply)
    {
        if (reply.HidesUsage)
        {
            return;
        }

        json.WriteObject("usage", usage =>
        {
            usage.WriteNumber("prompt_tokens", reply.InputTokens);
            usage.WriteNumber("completion_tokens", reply.OutputTokens);
            usage.WriteNumber("total_tokens", reply.InputTokens + reply.OutputTokens);
            usage.WriteObject("prompt_tokens_details", details => details.WriteNumber("cached_tokens", reply.CachedTokens));
        });
    }

    /// <summary>The tokens of a text, some at a time where there are very many.</summary>
    public static IEnumerable<(string Text, int Tokens)> Pieces(string text)
    {
        var tokens = Tokens.Split(text);
        return tokens.Chunk(Math.Max(1, (tokens.Count + MostPieces - 1) / MostPieces)).Select(static piece => (string.Concat(piece), piece.Length));
    }

    public static void ChatOdds(Utf8JsonWriter json, IEnumerable<TokenOdds> odds) => json.WriteObject("logprobs", logprobs => logprobs.WriteObjects("content", odds, static (token, odd) =>
    {
        Token(token, odd.Token, odd.LogProbability);
        token.WriteObjects("top_logprobs", odd.Top, static (top, other) => Token(top, other.Token, other.LogProbability));
    }));

    private static void Token(Utf8JsonWriter json, string token, double value)
    {
        json.WriteString("token", token);
        json.WriteNumber("logprob", value);
        json.WriteList("bytes", Encoding.UTF8.GetBytes(token), static (bytes, b) => bytes.WriteNumberValue(b));
    }
}
