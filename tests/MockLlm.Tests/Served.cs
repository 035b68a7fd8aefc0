using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace BenchHub.MockLlm.Tests;

/// <summary>A running server and a client on a real socket.</summary>
internal sealed class Served : IAsyncDisposable
{
    public const string Chat = "/v1/chat/completions";
    public const string Completions = "/v1/completions";
    public const string Messages = "/v1/messages";
    public const string Embeddings = "/v1/embeddings";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly WebApplication _app;

    private Served(WebApplication app)
    {
        _app = app;
        Http = new() { BaseAddress = new(app.Urls.First()), Timeout = Patience };
        Http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
    }

    public HttpClient Http { get; }

    public static async Task<Served> Start(MockLlmOptions? options = null)
    {
        var app = MockLlmServer.Build(options ?? new());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <summary>One user turn, with other fields beside it.</summary>
    public static JsonObject Turn(string text, string fields = "{}", string model = "m")
    {
        var body = (JsonObject)JsonNode.Parse(fields)!;
        body["model"] = model;
        body["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text });
        return body;
    }

    public static JsonObject Prompt(string text, string fields = "{}", string model = "m")
    {
        var body = (JsonObject)JsonNode.Parse(fields)!;
        body["model"] = model;
        body["prompt"] = text;
        return body;
    }

    public Task<HttpResponseMessage> Post(string path, JsonNode body, CancellationToken ct = default) => Post(path, body.ToJsonString(), ct);

    public async Task<HttpResponseMessage> Post(string path, string body, CancellationToken ct = default)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return await Http.PostAsync(path, content, ct);
    }

    public async Task<JsonNode> Ask(string path, JsonNode body)
    {
        using var answer = await Post(path, body);
        return await Body(answer.EnsureSuccessStatusCode());
    }

    /// <summary>The text of the first choice or block.</summary>
    public async Task<string> Say(string question, string fields = "{}", string model = "m") =>
        (string)(await Ask(Chat, Turn(question, fields, model)))["choices"]![0]!["message"]!["content"]!;

    /// <summary>Status, the error's machine-readable word and its sentence.</summary>
    public async Task<(int Status, string Word, string Sentence)> Refused(string path, JsonNode body)
    {
        using var answer = await Post(path, body);
        var error = (await Body(answer))["error"]!;
        return ((int)answer.StatusCode, (string)(error["code"] ?? error["type"])!, (string)error["message"]!);
    }

    /// <summary>The data of each event, with its name before it where it has one.</summary>
    public async Task<List<string>> Stream(string path, JsonObject body)
    {
        body["stream"] = true;
        using var answer = await Post(path, body);
        Assert.Equal("text/event-stream", answer.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static e => e.Replace("event: ", "").Replace("\ndata: ", " ").Replace("data: ", ""))];
    }

    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    public Task<JsonNode> Stats() => Get("/stats");

    public async Task Until(Func<JsonNode, bool> happened)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await Stats() is var stats && !happened(stats))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"It never happened: {stats}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public static async Task<JsonNode> Body(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
}
