using System.Text.Json;
using BenchHub.Systems;

namespace BenchHub.Connectors.Models;

/// <summary>
/// Everything that decides an answer, as bytes: the model with its settings, and the request. Neither the address nor a
/// secret is in them, since the system's revision stands for those.
/// </summary>
public static class RequestBytes
{
    public static byte[] Of(ModelSpec model, ModelRequest request) => JsonSerializer.SerializeToUtf8Bytes(new { model, request });
}
