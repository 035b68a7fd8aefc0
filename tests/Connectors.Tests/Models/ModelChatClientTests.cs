using BenchHub.Connectors.Models;
using BenchHub.Connectors.Net;
using BenchHub.Systems;
using Microsoft.Extensions.AI;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class ModelChatClientTests : IDisposable
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.System, "Be short."), new(ChatRole.User, "2+2?")];

    private readonly Clients _clients = new();

    public void Dispose() => _clients.Dispose();

    [Fact]
    public async Task GetResponseAsync_Options_ReachTheModel()
    {
        await using var server = RawServer.Saying(RawServer.Http(
            200, """{"choices":[{"message":{"content":"4"},"finish_reason":"length"}],"usage":{"prompt_tokens":14,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":8}}}"""));
        using var chat = Client(server.Url);

        var response = await chat.GetResponseAsync(Messages, new()
        {
            ModelId = "m-2",
            Instructions = "You count.",
            Temperature = 0.7f,
            TopP = 0.9f,
            MaxOutputTokens = 5,
            Seed = 3,
            StopSequences = ["END"],
        });

        Assert.Equal(("4", "m-2", ChatFinishReason.Length), (response.Text, response.ModelId, response.FinishReason));
        Assert.Equal((14, 8, 1, 15), (response.Usage!.InputTokenCount, response.Usage.CachedInputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount));
        Assert.Equal(
            """{"model":"m-2","messages":[{"role":"system","content":"You count."},{"role":"system","content":"Be short."},{"role":"user","content":"2\u002B2?"}],"temperature":0.7,"top_p":0.9,"max_tokens":5,"seed":3,"stop":["END"]}""",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_Pieces_ComeWithUsageAtTheEnd()
    {
        await using var server = RawServer.Saying(Events(
            """{"choices":[{"delta":{"content":"It is "}}]}""", """{"choices":[{"delta":{"content":"4."},"finish_reason":"stop"}]}""",
            """{"choices":[],"usage":{"prompt_tokens":14,"completion_tokens":3}}""", "[DONE]"));
        using var chat = Client(server.Url);
        var updates = new List<ChatResponseUpdate>();

        await foreach (var update in chat.GetStreamingResponseAsync(Messages))
        {
            updates.Add(update);
        }

        Assert.Equal(["It is ", "4.", ""], updates.Select(update => update.Text));
        var response = updates.ToChatResponse();
        Assert.Equal(("It is 4.", ChatFinishReason.Stop, 17), (response.Text, response.FinishReason, response.Usage!.TotalTokenCount));
        Assert.Contains("\"stream\":true", Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task GetStreamingResponseAsync_BreaksOff_FailsAfterItsPieces()
    {
        await using var server = RawServer.Saying(Events("""{"choices":[{"delta":{"content":"It is "}}]}"""));
        using var chat = Client(server.Url);
        var texts = new List<string>();

        await Assert.ThrowsAsync<CallFailedException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync(Messages))
            {
                texts.Add(update.Text);
            }
        });

        Assert.Equal(["It is "], texts);
    }

    [Fact]
    public async Task GetResponseAsync_MoreThanText_IsNotSupported()
    {
        using var chat = Client("http://127.0.0.1:1");
        var tool = AIFunctionFactory.Create(() => 1, "one");

        await Assert.ThrowsAsync<NotSupportedException>(() => chat.GetResponseAsync(Messages, new() { Tools = [tool] }));
        await Assert.ThrowsAsync<NotSupportedException>(() => chat.GetResponseAsync(Messages, new() { ResponseFormat = ChatResponseFormat.Json }));
        await Assert.ThrowsAsync<NotSupportedException>(() => chat.GetResponseAsync([new(ChatRole.User, [new UriContent("http://x/a.png", "image/png")])]));
        await Assert.ThrowsAsync<NotSupportedException>(() => chat.GetResponseAsync([new(ChatRole.Tool, "1")]));
    }

    [Fact]
    public void GetService_Metadata_TellsWhoIsAsked()
    {
        using var chat = Client("http://127.0.0.1:1");

        var metadata = chat.GetRequiredService<ChatClientMetadata>();

        Assert.Equal(("openai", "m-1", new Uri("http://127.0.0.1:1")), (metadata.ProviderName, metadata.DefaultModelId, metadata.ProviderUri));
        Assert.Same(chat, chat.GetService<ModelChatClient>());
        Assert.Null(chat.GetService(typeof(string)));
        Assert.Null(chat.GetService(typeof(IChatClient), "other"));
    }

    private ModelChatClient Client(string url) => new ModelChatClient(_clients.Models, Llm(url, ModelProvider.OpenAi), Clients.NoSecrets);
}
