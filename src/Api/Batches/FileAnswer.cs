using System.Text.Json.Nodes;
using BenchHub.Storage.Batches;

namespace BenchHub.Api.Batches;

/// <summary>A file as OpenAI's interface shows it.</summary>
internal static class FileAnswer
{
    public static JsonObject Of(ServedFile file) => new()
    {
        ["id"] = file.Id,
        ["object"] = "file",
        ["bytes"] = file.Bytes,
        ["created_at"] = file.CreatedAt.ToUnixTimeSeconds(),
        ["expires_at"] = file.ExpiresAt.ToUnixTimeSeconds(),
        ["filename"] = file.Name,
        ["purpose"] = file.Purpose,
        ["status"] = "processed",
    };
}
