using System.Text.Json;
using BenchHub.Connectors.Models;
using BenchHub.Systems;

namespace BenchHub.Connectors.Tests.Models;

/// <summary>Registered models and requests as tests need them.</summary>
internal static class ModelSpecs
{
    public static readonly ModelRequest Question = new() { Turns = [new("system", "Be short."), new("user", "2+2?")], MaxTokens = 5 };

    public static readonly ModelRequest Completion = new() { Prompt = "Once" };

    public static readonly ModelRequest Likelihood = new() { Prompt = "The capital is", Continuation = " Paris" };

    public static ModelSpec Model(ModelProvider provider, bool streams = false) => new() { Provider = provider, Name = "m-1", Streams = streams };

    public static SystemSpec Llm(string url, ModelProvider provider = ModelProvider.OpenAi, bool streams = false, int retries = 0) => new()
    {
        Name = "llm",
        Kind = SystemKind.Llm,
        Url = url,
        Model = Model(provider, streams),
        Limits = new() { Retries = retries, CallTimeout = TimeSpan.FromMinutes(10) },
    };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>Server-sent events, one per data; the connection's end is the body's.</summary>
    public static string Events(params string[] data) =>
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nConnection: close\r\n\r\n"
        + string.Concat(data.Select(static one => $"data: {one}\n\n"));
}
