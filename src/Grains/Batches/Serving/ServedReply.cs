using System.Text.Json;
using System.Text.Json.Nodes;
using BenchHub.Storage.Batches;
using BenchHub.Storage.Models;

namespace BenchHub.Grains.Batches.Serving;

/// <summary>The lines of output and error files, in the shape of OpenAI's.</summary>
internal static class ServedReply
{
    public static ServedAnswer Answered(string batchId, int line, ServedRequest request, string endpoint, ModelOutput output, DateTimeOffset at)
    {
        var isChat = endpoint == ServedRequest.Chat;
        var choice = new JsonObject
        {
            ["index"] = 0,
            [isChat ? "message" : "text"] = isChat ? new JsonObject { ["role"] = "assistant", ["content"] = output.Text, ["refusal"] = null } : output.Text,
            ["logprobs"] = null,
            ["finish_reason"] = output.FinishReason ?? "stop",
        };
        var body = new JsonObject
        {
            ["id"] = $"{(isChat ? "chatcmpl" : "cmpl")}-{batchId}-{line}",
            ["object"] = isChat ? "chat.completion" : "text_completion",
            ["created"] = at.ToUnixTimeSeconds(),
            ["model"] = request.Model,
            ["choices"] = new JsonArray(choice),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = output.Usage.InputTokens,
                ["completion_tokens"] = output.Usage.OutputTokens,
                ["total_tokens"] = output.Usage.InputTokens + output.Usage.OutputTokens,
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = output.Usage.CachedTokens },
            },
        };
        return new(line, IsError: false, Bytes(batchId, line, request.CustomId, Response(batchId, line, 200, body), error: null));
    }

    /// <summary>The request was made, or refused, and gave no answer.</summary>
    public static ServedAnswer Refused(string batchId, int line, string customId, int status, string code, string message, string? param = null) => new(
        line,
        IsError: true,
        Bytes(batchId, line, customId, Response(batchId, line, status, new JsonObject { ["error"] = Error(status, code, message, param) }), error: null));

    /// <summary>The request was not made.</summary>
    public static ServedAnswer NotMade(string batchId, int line, string customId, string code, string message) =>
        new(line, IsError: true, Bytes(batchId, line, customId, response: null, new JsonObject { ["code"] = code, ["message"] = message }));

    private static JsonObject Error(int status, string code, string message, string? param) => new()
    {
        ["message"] = message,
        ["type"] = status switch { 429 => "insufficient_quota", >= 500 => "server_error", _ => "invalid_request_error" },
        ["param"] = param,
        ["code"] = code,
    };

    private static JsonObject Response(string batchId, int line, int status, JsonObject body) => new()
    {
        ["status_code"] = status,
        ["request_id"] = $"req_{batchId}_{line}",
        ["body"] = body,
    };

    private static byte[] Bytes(string batchId, int line, string customId, JsonObject? response, JsonObject? error) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["id"] = $"batch_req_{batchId}_{line}",
        ["custom_id"] = customId,
        ["response"] = response,
        ["error"] = error,
    });
}
